package org.careagent.neuron.application.port;

class FakeProviderDirectoryTest extends ProviderDirectoryContract {
    private final ProviderDirectory fake = new FakeProviderDirectory();

    @Override
    protected ProviderDirectory directory() {
        return fake;
    }
}
