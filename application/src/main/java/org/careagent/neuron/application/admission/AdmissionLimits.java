package org.careagent.neuron.application.admission;

import java.time.Duration;

/// What the door holds (handshake protocol, section 5).
///
/// @param ceiling how many sessions may be open at once, at least 1
/// @param maxQueued how many may wait on top of that, at least 0
/// @param patience how long one waits, positive
public record AdmissionLimits(int ceiling, int maxQueued, Duration patience) {
    /// @throws IllegalArgumentException if one of them is out of its range
    public AdmissionLimits {
        if (ceiling < 1 || maxQueued < 0 || !patience.isPositive()) {
            throw new IllegalArgumentException("a limit is out of its range");
        }
    }
}
