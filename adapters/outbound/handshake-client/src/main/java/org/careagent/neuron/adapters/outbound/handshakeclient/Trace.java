package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Is told what happens on a visit as it happens, from the visit's own thread.
@FunctionalInterface
public interface Trace {
    /// Something happened.
    ///
    /// @param sinceStart the time since the visit began
    void saw(Duration sinceStart, Event event);

    /// What may happen. Texts that came from the Neuron are fit for a terminal.
    sealed interface Event {
        /// The connection is asked for.
        record Connecting(URI address) implements Event {}

        /// Two seconds without an answer: the Neuron may hold the request in its queue.
        record StillWaiting() implements Event {}

        /// The upgrade request was answered.
        record Answered(int httpStatus) implements Event {}

        /// A consent was made, and signed.
        ///
        /// @param payload of the token, JSON
        record Consented(String payload) implements Event {}

        /// The agent sent a message.
        record Sent(String message) implements Event {}

        /// The Neuron sent a message.
        record Received(String message) implements Event {}

        /// The Neuron closed the connection.
        record Closed(int code, String reason) implements Event {}

        /// The connection was lost.
        record Lost(String why) implements Event {}

        /// After a refusal, the Neuron's time was asked for by a plain request.
        record ClockAsked(URI address, Optional<Instant> date) implements Event {}
    }
}
