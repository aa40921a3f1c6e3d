package org.careagent.neuron.domain.relationship;

import java.time.Instant;
import java.util.Optional;

/// A relationship as the store keeps it for good: active, or as it was when it ended.
///
/// @param relationship what it is or was
/// @param terminatedAt when it ended, if it has
public record KeptRelationship(Relationship relationship, Optional<Instant> terminatedAt) {
    /// Whether it routes.
    public RelationshipStatus status() {
        return terminatedAt.isPresent() ? RelationshipStatus.TERMINATED : RelationshipStatus.ACTIVE;
    }

    /// When anything about it last changed, its end included.
    public Instant updatedAt() {
        return terminatedAt.orElse(relationship.updatedAt());
    }
}
