package org.careagent.neuron.domain.handshake;

import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What an auditor is told of a handshake, one type an action of the audit log's table. None
/// carries a key, a token, a signature or the address of a patient.
public sealed interface HandshakeEvent {
    /// `connection.handshake_started`
    record Started(SessionId session, AgentId patient) implements HandshakeEvent {}

    /// `connection.handshake_completed`
    record Completed(
            SessionId session,
            AgentId patient,
            RelationshipId relationship,
            RelationshipOrigin status,
            Npi provider)
            implements HandshakeEvent {}

    /// `connection.handshake_failed`
    ///
    /// @param patient the agent id, once one was claimed
    /// @param provider the provider, once it was known
    record Failed(
            SessionId session, Optional<AgentId> patient, Refusal refusal, Optional<Npi> provider)
            implements HandshakeEvent {}

    /// `connection.timeout`
    ///
    /// @param patient the agent id, once one was claimed
    record TimedOut(SessionId session, Optional<AgentId> patient, Phase phase)
            implements HandshakeEvent {}

    /// `consent.relationship_established`
    record RelationshipEstablished(
            RelationshipId relationship, AgentId patient, Npi provider, ConsentedActions actions)
            implements HandshakeEvent {}

    /// `consent.relationship_renewed`
    ///
    /// @param changed what became another
    record RelationshipRenewed(
            RelationshipId relationship, AgentId patient, Set<Relationship.Part> changed)
            implements HandshakeEvent {

        /// Keeps the parts as they are now, in the order of their declaration: the audit trail is
        /// to spell the same renewal the same way every time.
        public RelationshipRenewed {
            Set<Relationship.Part> ordered = EnumSet.noneOf(Relationship.Part.class);
            ordered.addAll(changed);
            changed = Collections.unmodifiableSet(ordered);
        }
    }
}
