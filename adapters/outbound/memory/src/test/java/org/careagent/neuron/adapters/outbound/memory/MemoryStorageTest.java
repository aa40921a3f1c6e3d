package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.StorageContract;

final class MemoryStorageTest extends StorageContract {
    private final Storage memory = new MemoryStorage();

    @Override
    protected Storage storage() {
        return memory;
    }
}
