package org.careagent.neuron.domain.relationship;

import java.util.UUID;

/// Names one relationship, for ever.
public record RelationshipId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
