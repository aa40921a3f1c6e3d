package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.IntroductionId;

import java.time.Instant;

/// A change to what a [Storage] keeps. Whether it applies is decided when it is made: see each.
public sealed interface Write {
    /// A change to relationships and to the keys that agent ids are bound to.
    ///
    /// [Change.Establish] conflicts if the patient has an active relationship with the provider, if
    /// its consent is not later than the end of their last one, or if the agent id is bound to
    /// another key; it binds the id if it is bound to none. [Change.Renew] conflicts unless the
    /// relationship is active, its latest consent is older than the change's, and the agent id is
    /// bound to no other key; it binds it likewise. [Change.Bind] conflicts unless the relationship
    /// is active and the agent id is bound to no other key. [Change.Terminate] conflicts unless the
    /// relationship is active; it ends at [Change.Terminate#endOf], as the storage has it then.
    /// [Change.Release] conflicts if the agent id is bound to no key. At most one relationship of a
    /// patient with a provider is active, whatever races: a constraint of the storage sees to it.
    /// What a change introduces is stored with it.
    record Relate(Change change) implements Write {}

    /// A provider is registered. Conflicts if one of its NPI is registered already; then that one
    /// stays as it is.
    record AddProvider(Provider provider) implements Write {}

    /// A registration ends. Conflicts if there is none.
    record RemoveProvider(Npi npi) implements Write {}

    /// An API key is kept under its hash. Neither its id nor its hash has been kept before.
    record AddApiKey(ApiKey key, ApiKeyHash hash) implements Write {}

    /// An API key is revoked for good. Conflicts if it was revoked before, or if there is none of
    /// that id; what was stays as it is.
    record RevokeApiKey(ApiKeyId id, Instant at) implements Write {}

    /// A provider's agent has an introduction. Conflicts if it was acknowledged before, if it is
    /// another provider's, or if there is none of that id; what was stays as it is.
    record AcknowledgeIntroduction(IntroductionId id, Npi provider, Instant at) implements Write {}
}
