package org.careagent.neuron.application.introduction;

import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.relationship.IntroductionId;

/// What a provider's agent says.
public sealed interface ProviderMessage {
    /// `provider.challenge_response`
    record ChallengeResponse(Signature signedNonce) implements ProviderMessage {}

    /// `introduction.ack`
    record Acknowledgement(IntroductionId introduction) implements ProviderMessage {}

    /// Anything else.
    record Unreadable() implements ProviderMessage {}
}
