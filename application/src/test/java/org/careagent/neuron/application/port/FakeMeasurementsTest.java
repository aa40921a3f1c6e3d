package org.careagent.neuron.application.port;

final class FakeMeasurementsTest extends MeasurementsContract {
    private final FakeMeasurements fake = new FakeMeasurements();

    @Override
    protected Measurements measurements() {
        return fake;
    }
}
