package org.careagent.neuron.application.port;

final class FakeStorageTest extends StorageContract {
    private final Storage fake = new FakeStorage();

    @Override
    protected Storage storage() {
        return fake;
    }
}
