package org.careagent.neuron.domain.relationship;

import org.careagent.neuron.domain.identity.UuidText;

import java.util.Optional;
import java.util.UUID;

/// Names one relationship, for ever.
public record RelationshipId(UUID value) {
    /// The id that `text` spells; empty if it spells none.
    public static Optional<RelationshipId> parse(String text) {
        return UuidText.parse(text).map(RelationshipId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
