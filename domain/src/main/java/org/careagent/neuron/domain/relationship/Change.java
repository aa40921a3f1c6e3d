package org.careagent.neuron.domain.relationship;

import org.careagent.neuron.domain.consent.PatientKey;

import java.time.Instant;

/// A change to the store that was decided on a [Standing]. If the standing is another by the time
/// the change is applied, it does not apply, and has to be decided anew.
public sealed interface Change {
    /// A new active relationship; its patient's agent id is bound to `key`, if it is not yet.
    record Establish(Relationship relationship, PatientKey key) implements Change {}

    /// A later consent for an active relationship.
    ///
    /// @param relationship the relationship as it will be
    record Renew(Relationship relationship) implements Change {}

    /// The end of an active relationship.
    record Terminate(RelationshipId id, Instant at) implements Change {}
}
