package org.careagent.neuron.adapters.outbound.system;

import org.careagent.neuron.application.port.IdSource;
import org.careagent.neuron.application.port.IdSourceContract;

final class RandomIdSourceTest extends IdSourceContract {
    private final RandomIdSource source = new RandomIdSource();

    @Override
    protected IdSource source() {
        return source;
    }
}
