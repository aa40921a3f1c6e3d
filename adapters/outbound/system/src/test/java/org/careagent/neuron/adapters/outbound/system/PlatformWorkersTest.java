package org.careagent.neuron.adapters.outbound.system;

import org.careagent.neuron.application.port.Workers;
import org.careagent.neuron.application.port.WorkersContract;

final class PlatformWorkersTest extends WorkersContract {
    @Override
    protected Workers workers() {
        return new PlatformWorkers();
    }
}
