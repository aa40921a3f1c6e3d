package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.careagent.neuron.domain.identity.AgentEndpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// How a visit ended. Texts that came from the Neuron are fit for a terminal.
public sealed interface Outcome {
    /// There is a relationship.
    ///
    /// @param relationship its id
    /// @param provider where the provider's agent is
    /// @param isNew whether it was founded just now
    record Completed(UUID relationship, AgentEndpoint provider, boolean isNew) implements Outcome {
        /// As the protocol spells it.
        public String status() {
            return isNew ? "new" : "existing";
        }
    }

    /// The Neuron said no, by `handshake.error`.
    ///
    /// @param clockLead how far this machine's clock is ahead of the Neuron's, if that may matter
    ///   and the Neuron tells its time
    record Refused(String code, String message, int closeCode, Optional<Duration> clockLead)
            implements Outcome {}

    /// The connection ended without `handshake.error`, in a way that the protocol knows.
    ///
    /// @param closeCode 1001, 1002, 1007 or 1009; 1006 if the connection was lost
    record Closed(int closeCode, String reason) implements Outcome {}

    /// The answer to the upgrade request was another than 101.
    ///
    /// @param retryAfter the header of that name
    record TurnedAway(int httpStatus, Optional<String> retryAfter) implements Outcome {}

    /// There was no talking to anybody.
    ///
    /// @param detail what was seen of it, for a person
    record Unreachable(Obstacle obstacle, String detail) implements Outcome {}

    /// The Neuron did what the protocol does not allow.
    ///
    /// @param what that was
    record ProtocolBroken(String what) implements Outcome {}

    /// What stood in the way.
    enum Obstacle {
        /// No such name.
        NAME_NOT_FOUND,
        /// Nobody listens there.
        CONNECTION_REFUSED,
        /// No agreement on TLS, or no trust in the certificate.
        TLS,
        /// Patience ran out.
        TIMEOUT,
        /// Anything else.
        OTHER
    }
}
