package org.careagent.neuron.domain.handshake;

import org.careagent.neuron.domain.consent.Consent;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Relationship;

import java.time.Instant;
import java.util.Optional;

/// The session is open, and `handshake.auth` is due.
///
/// @param deadline when it is too late
public record AwaitingToken(
        SessionId id, Instant startedAt, Instant deadline, HandshakePolicy policy)
        implements Handshake {

    /// A session that opens at `now`.
    public static AwaitingToken open(SessionId id, HandshakePolicy policy, Instant now) {
        return new AwaitingToken(id, now, now.plus(policy.authTimeout()), policy);
    }

    @Override
    public SessionStatus status() {
        return SessionStatus.AUTHENTICATING;
    }

    @Override
    public Transition on(Input input, Instant now) {
        boolean late = !now.isBefore(deadline);
        return switch (input) {
            case Input.PeerLeft() -> Transition.abandoning(this);
            case Input.FailedInside() -> refuse(new Refusal.ServerFault());
            case Input.TimerFired() -> late ? tooSlow() : Transition.to(this);
            case Input.Message message -> late ? tooSlow() : hear(message, now);
        };
    }

    private Transition hear(Input.Message message, Instant now) {
        return switch (message) {
            case Input.TokenAccepted accepted -> accept(accepted, now);
            case Input.TokenRejected rejected -> reject(rejected);
            case Input.MessageUnreadable(String whatToMend) ->
                    refuse(new Refusal.UnreadableMessage(whatToMend));
            case Input.MessageOutOfOrder(), Input.WrongAnswerGiven(), Input.RightAnswerGiven _ ->
                    refuse(new Refusal.OutOfOrder());
        };
    }

    private Transition tooSlow() {
        return refuse(new Refusal.TooSlow(Phase.AUTHENTICATING));
    }

    private Transition refuse(Refusal refusal) {
        return Transition.refusing(this, refusal, Optional.empty(), Optional.empty());
    }

    private Transition reject(Input.TokenRejected rejected) {
        return refuseStarted(
                new Refusal.InvalidConsent(rejected.fault()),
                rejected.claimed(),
                rejected.provider());
    }

    private Transition accept(Input.TokenAccepted accepted, Instant now) {
        Consent consent = accepted.consent();
        Optional<AgentEndpoint> address = accepted.facts().providerAddress();
        if (address.isEmpty()) {
            return refuseStarted(
                    new Refusal.UnknownProvider(),
                    consent.patient(),
                    Optional.of(consent.provider()));
        }
        return provenByTokenAlone(accepted)
                .map(found -> complete(consent, found, address.get()))
                .orElseGet(() -> challenge(consent, accepted.nonce(), now));
    }

    private Optional<Relationship> provenByTokenAlone(Input.TokenAccepted accepted) {
        boolean suffices =
                policy.existingRelationshipProof() == ExistingRelationshipProof.TOKEN
                        && accepted.facts().standing().isBoundTo(accepted.consent().key());
        return suffices ? accepted.facts().standing().active() : Optional.empty();
    }

    private Transition complete(Consent consent, Relationship found, AgentEndpoint address) {
        return Transition.to(new Established(id, startedAt))
                .recordingFirst(
                        new HandshakeEvent.Completed(
                                id,
                                consent.patient(),
                                found.id(),
                                RelationshipOrigin.EXISTING,
                                consent.provider()))
                .recordingFirst(new HandshakeEvent.Started(id, consent.patient()))
                .replying(new Reply.Complete(found.id(), address, RelationshipOrigin.EXISTING));
    }

    private Transition challenge(Consent consent, Nonce nonce, Instant now) {
        Instant answerDue = now.plus(policy.challengeTimeout());
        return Transition.to(new AwaitingAnswer(id, startedAt, answerDue, consent, nonce))
                .recordingFirst(new HandshakeEvent.Started(id, consent.patient()))
                .replying(new Reply.Challenge(nonce, consent.provider(), policy.organization()));
    }

    private Transition refuseStarted(Refusal refusal, AgentId patient, Optional<Npi> provider) {
        return Transition.refusing(this, refusal, Optional.of(patient), provider)
                .recordingFirst(new HandshakeEvent.Started(id, patient));
    }
}
