package org.careagent.neuron.application.introduction;

import org.careagent.neuron.application.port.Timers;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/// What the parts of the streams share.
///
/// @param threads run what may block, each at once on a thread of its own
/// @param timers for deadlines and pings
/// @param clock what those go by
/// @param open whether the Neuron is not about to stop
record StreamParts(Threads threads, Timers timers, InstantSource clock, BooleanSupplier open) {
    boolean isOpen() {
        return open.getAsBoolean();
    }
}
