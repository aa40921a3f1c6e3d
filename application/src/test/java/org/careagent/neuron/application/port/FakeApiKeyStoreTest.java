package org.careagent.neuron.application.port;

final class FakeApiKeyStoreTest extends ApiKeyStoreContract {
    private final FakeApiKeyStore store = new FakeApiKeyStore();

    @Override
    protected ApiKeyStore store() {
        return store;
    }
}
