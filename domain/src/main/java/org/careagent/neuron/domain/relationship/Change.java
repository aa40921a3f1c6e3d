package org.careagent.neuron.domain.relationship;

import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;

import java.time.Instant;
import java.util.Optional;

/// A change to what the store keeps. All but [Release] are decided on a [Standing]: if that is
/// another by the time the change is applied, it does not apply, and has to be decided anew.
public sealed interface Change {
    /// A new active relationship; its patient's agent id is bound to `key`, if it is not yet.
    ///
    /// @param introduction names what the provider's agent is to learn of it
    record Establish(Relationship relationship, PatientKey key, IntroductionId introduction)
            implements Change {}

    /// A later consent for an active relationship; its patient's agent id is bound to `key`, if it
    /// is not (any more).
    ///
    /// @param relationship the relationship as it will be
    /// @param introduction names what the provider's agent is to learn of it, if it is to learn
    ///   something: that is so when more has changed than the date of the consent
    record Renew(Relationship relationship, PatientKey key, Optional<IntroductionId> introduction)
            implements Change {}

    /// An agent id that was released, bound to `key` on a relationship that has stayed active. The
    /// relationship itself stays as it is.
    record Bind(Relationship relationship, PatientKey key) implements Change {}

    /// The end of an active relationship.
    ///
    /// @param at when; but see [#endOf]
    record Terminate(RelationshipId id, Instant at) implements Change {
        /// When `active` ends: no earlier than its latest consent, which may be dated ahead of our
        /// clock. Else that same token would found it again.
        public Instant endOf(Relationship active) {
            return active.consentIssuedAt().isAfter(at) ? active.consentIssuedAt() : at;
        }
    }

    /// An agent id is bound to its key no more (handshake protocol, section 4). Relationships stay
    /// as they are.
    record Release(AgentId patient) implements Change {}

    /// What the provider's agent is to learn of this change; stored with it.
    default Optional<Introduction> introduced() {
        return switch (this) {
            case Establish(Relationship founded, PatientKey key, IntroductionId id) ->
                    Optional.of(new Introduction(id, founded, key, Introduction.Occasion.NEW));
            case Renew(Relationship renewed, PatientKey key, Optional<IntroductionId> given) ->
                    given.map(id ->
                            new Introduction(id, renewed, key, Introduction.Occasion.EXISTING));
            case Bind _, Terminate _, Release _ -> Optional.empty();
        };
    }
}
