package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.Standing;

import java.util.List;
import java.util.Optional;

/// The relationships that a [Storage] keeps (handshake protocol, sections 4 and 9). Safe for use by
/// many threads.
///
/// A caller reads a [Standing], decides on a [Change], and has it made by the [ChangeStore].
/// Whoever loses a race is told so, and reads and decides anew; the storage never decides by
/// itself. What was stored once is never removed. What is read is durable by the time it is
/// returned.
///
/// All methods throw an unchecked exception when the storage fails.
public interface RelationshipStore {
    /// How `patient` stands with `provider` now: all changes that were made before the call are
    /// seen.
    Standing standing(AgentId patient, Npi provider);

    /// The relationship of that name, active or terminated, if there is one.
    Optional<KeptRelationship> find(RelationshipId id);

    /// Relationships, active and terminated, the one established last first; those of the same
    /// instant in an order that stays the same. So whoever asks for the rest after the last of each
    /// list sees every one exactly once, but for those established meanwhile.
    ///
    /// @param filter which ones
    /// @param after those that come after this one; none do if it is unknown
    /// @param most how many at the most, at least 1
    List<KeptRelationship> list(
            RelationshipFilter filter, Optional<RelationshipId> after, int most);

    /// Relationships in the same order, some way down, and how many there are in all. The further
    /// down, the longer it takes: to see all, [#list] is the way.
    ///
    /// @param filter which ones
    /// @param offset how many are left out before the first; 0 or more
    /// @param most how many at the most, at least 1
    Page page(RelationshipFilter filter, long offset, int most);

    /// Some of many relationships.
    ///
    /// @param total how many the filter admits
    record Page(List<KeptRelationship> relationships, long total) {
        /// Keeps the list as it is now.
        public Page {
            relationships = List.copyOf(relationships);
        }
    }
}
