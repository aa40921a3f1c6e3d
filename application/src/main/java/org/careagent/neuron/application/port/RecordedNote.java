package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.RelationshipId;

/// A note as it was found in the audit trail.
///
/// @param note the note
/// @param subject what it says that a start has to know
public record RecordedNote(AuditNote note, Subject subject) {
    /// What an entry says, as far as a start has to know.
    public sealed interface Subject {
        /// `consent.relationship_established`
        record Established(RelationshipId relationship, AgentId patient) implements Subject {}

        /// `consent.mended`
        record Mended(RelationshipId relationship) implements Subject {}

        /// The trail itself: something was cut off at its end that never was an entry.
        record Repaired() implements Subject {}

        /// Anything else.
        record Other() implements Subject {}
    }
}
