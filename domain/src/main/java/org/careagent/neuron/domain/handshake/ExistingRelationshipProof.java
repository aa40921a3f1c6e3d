package org.careagent.neuron.domain.handshake;

/// What a patient agent must show to be sent on along a relationship that exists (handshake
/// protocol, section 4).
public enum ExistingRelationshipProof {
    /// The token, and the answer to a challenge.
    CHALLENGE,
    /// The token alone, as older Neurons did, if its key is the bound one.
    TOKEN
}
