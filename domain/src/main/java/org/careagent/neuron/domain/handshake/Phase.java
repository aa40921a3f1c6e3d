package org.careagent.neuron.domain.handshake;

/// What the Neuron was waiting for when time ran out.
public enum Phase {
    /// The first message.
    AUTHENTICATING,
    /// The answer to the challenge.
    CHALLENGED
}
