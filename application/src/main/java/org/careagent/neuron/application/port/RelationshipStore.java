package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.Standing;

import java.util.List;
import java.util.Optional;

/// Where relationships are kept (handshake protocol, sections 4 and 9). Safe for use by many
/// threads.
///
/// A caller reads a [Standing], decides on a [Change], and applies it. Whoever loses a race is told
/// [Outcome#CONFLICT], and reads and decides anew; the store never decides by itself. What was
/// stored once is never removed.
///
/// All methods throw an unchecked exception when the storage fails; then nothing is known of the
/// change.
public interface RelationshipStore {
    /// How `patient` stands with `provider` now: all changes that were applied before the call are
    /// seen.
    Standing standing(AgentId patient, Npi provider);

    /// Makes the whole of `change`, or nothing of it.
    ///
    /// [Change.Establish] conflicts if the patient has an active relationship with the provider, if
    /// its consent is not later than the end of their last one, or if the agent id is bound to
    /// another key; it binds the id if it is bound to none. [Change.Renew] conflicts unless the
    /// relationship is active, its latest consent is older than the change's, and the agent id is
    /// bound to no other key; it binds it likewise. [Change.Bind] conflicts unless the relationship
    /// is active and the agent id is bound to no other key. [Change.Terminate] conflicts unless the
    /// relationship is active. [Change.Release] conflicts if the agent id is bound to no key. At
    /// most one relationship of a patient with a provider is active, whatever races: a constraint
    /// of the storage sees to it.
    ///
    /// @return [Outcome#APPLIED] once the change survives a kill of the process and a loss of power
    ///   (where the storage is a durable one)
    Outcome apply(Change change);

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

    /// What became of a change.
    enum Outcome {
        /// It is made, and durable.
        APPLIED,
        /// It was decided on a standing that is no more; nothing is made.
        CONFLICT
    }
}
