package org.careagent.neuron.application.admission;

import org.careagent.neuron.application.port.Measurements;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A guest whose wait is measured: from now until it is admitted.
final class MeasuredGuest implements Guest {
    private final Guest guest;
    private final Measurements measurements;
    private final InstantSource clock;
    private final Instant arrived;

    MeasuredGuest(Guest guest, Measurements measurements, InstantSource clock) {
        this.guest = guest;
        this.measurements = measurements;
        this.clock = clock;
        this.arrived = clock.instant();
    }

    @Override
    public SourceAddress source() {
        return guest.source();
    }

    @Override
    public void admitted(Admission.Place place) {
        measurements.admitted(Duration.between(arrived, clock.instant()));
        guest.admitted(place);
    }

    @Override
    public void turnedAway(TurnedAway why) {
        guest.turnedAway(why);
    }
}
