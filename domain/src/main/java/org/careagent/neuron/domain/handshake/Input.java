package org.careagent.neuron.domain.handshake;

import org.careagent.neuron.domain.consent.Consent;
import org.careagent.neuron.domain.consent.ConsentFault;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.Standing;

import java.util.Optional;

/// What can happen to a [Handshake]: a message, with the facts that were established about it, or
/// the passing of time, or an end from outside.
public sealed interface Input {
    /// A message came; it counts only if it came in time.
    sealed interface Message extends Input {}

    /// The first message came, and its token does not hold.
    ///
    /// @param claimed the agent id that it claims
    /// @param provider the provider that the claims name, where they could be read
    record TokenRejected(AgentId claimed, ConsentFault fault, Optional<Npi> provider)
            implements Message {}

    /// The first message came, and its token holds.
    ///
    /// @param facts what the Neuron knows of provider and patient
    /// @param nonce a fresh one, to challenge with
    record TokenAccepted(Consent consent, Facts facts, Nonce nonce) implements Message {}

    /// The challenge was answered with a signature that does not hold.
    record WrongAnswerGiven() implements Message {}

    /// The challenge was answered rightly.
    ///
    /// @param facts what the Neuron knows by now
    /// @param fresh names for what may come of it
    record RightAnswerGiven(Facts facts, FreshIds fresh) implements Message {}

    /// A message came that could not be read.
    record MessageUnreadable(String whatToMend) implements Message {}

    /// A readable message came that was not due.
    record MessageOutOfOrder() implements Message {}

    /// A timer went off; perhaps one that was set for an earlier state.
    record TimerFired() implements Input {}

    /// The connection is gone.
    record PeerLeft() implements Input {}

    /// Something failed on our side.
    record FailedInside() implements Input {}

    /// Names that were never given before.
    ///
    /// @param relationship of the relationship, should there be a new one
    /// @param introduction of what the provider's agent will be told, should there be anything
    record FreshIds(RelationshipId relationship, IntroductionId introduction) {}

    /// What the Neuron knows, beyond the token.
    ///
    /// @param providerAddress where the provider's agent is; empty if the provider is not
    ///   registered
    /// @param standing how the patient agent stands with the provider
    record Facts(Optional<AgentEndpoint> providerAddress, Standing standing) {}
}
