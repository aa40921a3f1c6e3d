package org.careagent.neuron.application.port;

final class FakeWorkersTest extends WorkersContract {
    @Override
    protected Workers workers() {
        return new FakeWorkers();
    }
}
