package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.ApiKeyStoreContract;

class MemoryApiKeyStoreTest extends ApiKeyStoreContract {
    private final ApiKeyStore keys = new MemoryApiKeyStore();

    @Override
    protected ApiKeyStore store() {
        return keys;
    }
}
