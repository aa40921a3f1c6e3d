package org.careagent.neuron.adapters.inbound.websocket.transport;

import java.time.Duration;

/// What one connection may ask of the Neuron.
///
/// @param maxPayloadBytes the longest message, counted over all its fragments; a longer one ends
///   the connection with 1009
/// @param patience how long the peer may take to answer a close frame, and to take in anything that
///   is written to it; past it, the TCP connection is cut
public record TransportLimits(int maxPayloadBytes, Duration patience) {
    /// @throws IllegalArgumentException if one of them is not positive
    public TransportLimits {
        if (maxPayloadBytes < 1 || !patience.isPositive()) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /// These message lengths, with the 2 seconds of patience that operation needs.
    public static TransportLimits ofPayload(int maxPayloadBytes) {
        return new TransportLimits(maxPayloadBytes, Duration.ofSeconds(2));
    }
}
