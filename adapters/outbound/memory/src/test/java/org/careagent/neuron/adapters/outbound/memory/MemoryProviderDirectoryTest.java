package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.ProviderDirectoryContract;

class MemoryProviderDirectoryTest extends ProviderDirectoryContract {
    private final ProviderDirectory inMemory = new MemoryProviderDirectory();

    @Override
    protected ProviderDirectory directory() {
        return inMemory;
    }
}
