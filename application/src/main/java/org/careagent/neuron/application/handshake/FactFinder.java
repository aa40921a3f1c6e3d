package org.careagent.neuron.application.handshake;

import org.careagent.neuron.application.port.IdSource;
import org.careagent.neuron.application.port.NonceSource;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.domain.consent.Consent;
import org.careagent.neuron.domain.consent.ConsentExaminer;
import org.careagent.neuron.domain.consent.ConsentVerdict;
import org.careagent.neuron.domain.consent.Presentation;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.handshake.AwaitingAnswer;
import org.careagent.neuron.domain.handshake.Input;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.RelationshipId;

import java.time.Instant;

/// Establishes, through the ports, the facts about a message that the domain decides on.
public final class FactFinder {
    private final SignatureVerifier signatures;
    private final ConsentExaminer examiner;
    private final RelationshipStore relationships;
    private final ProviderRouting routing;
    private final NonceSource nonces;
    private final IdSource ids;

    /// @param signatures checks the answer to a challenge
    /// @param examiner checks tokens
    /// @param relationships knows the standing of patients
    /// @param routing knows the providers
    /// @param nonces makes challenges
    /// @param ids names new relationships and introductions
    public FactFinder(
            SignatureVerifier signatures,
            ConsentExaminer examiner,
            RelationshipStore relationships,
            ProviderRouting routing,
            NonceSource nonces,
            IdSource ids) {
        this.signatures = signatures;
        this.examiner = examiner;
        this.relationships = relationships;
        this.routing = routing;
        this.nonces = nonces;
        this.ids = ids;
    }

    /// What there is to know of a token that came at `now`.
    Input examine(Presentation presentation, Instant now) {
        return switch (examiner.examine(presentation, now)) {
            case ConsentVerdict.Accepted(Consent consent) ->
                    new Input.TokenAccepted(consent, factsAbout(consent), nonces.nextNonce());
            case ConsentVerdict.Rejected(var fault, var provider) ->
                    new Input.TokenRejected(presentation.patient(), fault, provider);
        };
    }

    /// What there is to know of an answer to the challenge of `challenged`.
    Input examine(Signature signedNonce, AwaitingAnswer challenged) {
        Consent consent = challenged.consent();
        SignatureCheck check =
                signatures.verify(
                        consent.key().presented(), challenged.nonce().bytes(), signedNonce);
        return switch (check) {
            case SignatureCheck.Holds _ ->
                    new Input.RightAnswerGiven(
                            factsAbout(consent),
                            new Input.FreshIds(
                                    new RelationshipId(ids.nextId()),
                                    new IntroductionId(ids.nextId())));
            case SignatureCheck.BadKey _, SignatureCheck.BadSignature _ ->
                    new Input.WrongAnswerGiven();
        };
    }

    private Input.Facts factsAbout(Consent consent) {
        return new Input.Facts(
                routing.addressOf(consent.provider()),
                relationships.standing(consent.patient(), consent.provider()));
    }
}
