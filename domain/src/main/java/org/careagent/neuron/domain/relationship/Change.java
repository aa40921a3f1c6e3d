package org.careagent.neuron.domain.relationship;

import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;

import java.time.Instant;

/// A change to what the store keeps. All but [Release] are decided on a [Standing]: if that is
/// another by the time the change is applied, it does not apply, and has to be decided anew.
public sealed interface Change {
    /// A new active relationship; its patient's agent id is bound to `key`, if it is not yet.
    record Establish(Relationship relationship, PatientKey key) implements Change {}

    /// A later consent for an active relationship; its patient's agent id is bound to `key`, if it
    /// is not (any more).
    ///
    /// @param relationship the relationship as it will be
    record Renew(Relationship relationship, PatientKey key) implements Change {}

    /// An agent id that was released, bound to `key` on a relationship that has stayed active. The
    /// relationship itself stays as it is.
    record Bind(Relationship relationship, PatientKey key) implements Change {}

    /// The end of an active relationship.
    record Terminate(RelationshipId id, Instant at) implements Change {}

    /// An agent id is bound to its key no more (handshake protocol, section 4). Relationships stay
    /// as they are.
    record Release(AgentId patient) implements Change {}
}
