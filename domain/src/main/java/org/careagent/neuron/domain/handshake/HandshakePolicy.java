package org.careagent.neuron.domain.handshake;

import org.careagent.neuron.domain.identity.Npi;

import java.time.Duration;

/// What the organisation has settled for all its handshakes.
///
/// @param organization whose front door this is
/// @param authTimeout how long a patient agent may take for its first message
/// @param challengeTimeout how long it may take to answer the challenge
/// @param existingRelationshipProof what an existing relationship takes
public record HandshakePolicy(
        Npi organization,
        Duration authTimeout,
        Duration challengeTimeout,
        ExistingRelationshipProof existingRelationshipProof) {}
