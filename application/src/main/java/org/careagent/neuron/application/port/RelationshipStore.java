package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Standing;

/// Where relationships are kept (handshake protocol, sections 4 and 9). Safe for use by many
/// threads.
///
/// A caller reads a [Standing], decides on a [Change], and applies it. Whoever loses a race is told
/// [Outcome#CONFLICT], and reads and decides anew; the store never decides by itself.
///
/// Both methods throw an unchecked exception when the storage fails; then nothing is known of the
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
    /// relationship is active and its latest consent is older than the change's. [Change.Terminate]
    /// conflicts unless the relationship is active. At most one relationship of a patient with a
    /// provider is active, whatever races: a constraint of the storage sees to it.
    ///
    /// @return [Outcome#APPLIED] once the change survives a kill of the process and a loss of power
    ///   (where the storage is a durable one)
    Outcome apply(Change change);

    /// What became of a change.
    enum Outcome {
        /// It is made, and durable.
        APPLIED,
        /// It was decided on a standing that is no more; nothing is made.
        CONFLICT
    }
}
