package org.careagent.neuron.domain.handshake;

import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.RelationshipId;

/// What the patient agent is to be told (handshake protocol, section 2).
public sealed interface Reply {
    /// `handshake.challenge`
    record Challenge(Nonce nonce, Npi provider, Npi organization) implements Reply {}

    /// `handshake.complete`, after which the connection closes.
    record Complete(
            RelationshipId relationship, AgentEndpoint providerAddress, RelationshipOrigin status)
            implements Reply {}

    /// `handshake.error`, after which the connection closes.
    record Refuse(Refusal refusal) implements Reply {}
}
