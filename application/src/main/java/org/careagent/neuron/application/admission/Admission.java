package org.careagent.neuron.application.admission;

import org.careagent.neuron.application.port.Timers;

import java.time.Duration;
import java.time.InstantSource;

/// The safety ceiling (handshake protocol, section 5).
public final class Admission implements Occupancy {
    private final AdmissionLimits limits;

    /// @param limits what the door holds
    /// @param timers for the patience of those who wait
    /// @param clock tells how long somebody has waited
    public Admission(AdmissionLimits limits, Timers timers, InstantSource clock) {
        this.limits = limits;
    }

    /// Lets `guest` in, or wait, and meanwhile runs `stay` on the calling thread. When that ends,
    /// however it ends, the guest has left.
    public void host(Guest guest, Runnable stay) {
        stay.run();
    }

    /// Turns away all who wait, and all who come from now on. Who is in stays in.
    public void drain() {}

    @Override
    public AdmissionFigures figures() {
        return new AdmissionFigures(limits.ceiling(), 0, Duration.ZERO);
    }

    /// A place under the ceiling.
    public static final class Place {
        private Place() {}

        /// Gives it up; a second time does nothing.
        public void leave() {}
    }
}
