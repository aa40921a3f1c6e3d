package org.careagent.neuron.application.port;

final class FakeApiKeySourceTest extends ApiKeySourceContract {
    private final FakeApiKeySource source = new FakeApiKeySource();

    @Override
    protected ApiKeySource source() {
        return source;
    }
}
