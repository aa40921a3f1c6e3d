package org.careagent.neuron.domain.handshake;

/// A session as the outside sees it (handshake protocol, section 8).
public enum SessionStatus {
    /// Waiting for the first message.
    AUTHENTICATING,
    /// Waiting for the answer to the challenge.
    CHALLENGED,
    /// The patient agent has its provider's address.
    COMPLETED,
    /// Refused, or left by the patient agent.
    FAILED
}
