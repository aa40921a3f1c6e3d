package org.careagent.neuron.adapters.shared.connections;

import java.time.Duration;

/// What TCP connections may ask of the Neuron.
///
/// @param mostOpen how many may be open at once (`server.maxConnections`)
/// @param headTimeout how long a client may take to send a whole request, TLS handshake included
///   (`server.headerTimeoutMs`)
/// @param patience how long a peer may take to take in what is written to it, and to end its half
///   of the connection once we have ended ours
public record ConnectionLimits(int mostOpen, Duration headTimeout, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// @throws IllegalArgumentException if one of them is not positive
    public ConnectionLimits {
        if (mostOpen < 1 || !headTimeout.isPositive() || !patience.isPositive()) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /// With the 2 seconds of patience that operation needs.
    public static ConnectionLimits of(int mostOpen, Duration headTimeout) {
        return new ConnectionLimits(mostOpen, headTimeout, PATIENCE);
    }
}
