package org.careagent.neuron.domain.handshake;

import org.careagent.neuron.domain.consent.Consent;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.Standing;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The token held, the challenge is out, and `handshake.challenge_response` is due.
///
/// @param deadline when it is too late
/// @param consent what the token proved
/// @param nonce what is to be signed with the key of the consent
public record AwaitingAnswer(
        SessionId id, Instant startedAt, Instant deadline, Consent consent, Nonce nonce)
        implements Handshake {

    @Override
    public SessionStatus status() {
        return SessionStatus.CHALLENGED;
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
            case Input.RightAnswerGiven answer -> conclude(answer, now);
            case Input.WrongAnswerGiven() -> refuse(new Refusal.WrongAnswer());
            case Input.MessageUnreadable(String whatToMend) ->
                    refuse(new Refusal.UnreadableMessage(whatToMend));
            case Input.MessageOutOfOrder(), Input.TokenAccepted _, Input.TokenRejected _ ->
                    refuse(new Refusal.OutOfOrder());
        };
    }

    // Expiry, provider and relationship are looked at again: time has passed since the token was
    // checked (handshake protocol, section 3).
    private Transition conclude(Input.RightAnswerGiven answer, Instant now) {
        Standing standing = answer.facts().standing();
        Optional<AgentEndpoint> address = answer.facts().providerAddress();
        if (consent.isExpiredAt(now)) {
            return refuse(new Refusal.ConsentExpired());
        }
        if (address.isEmpty()) {
            return refuse(new Refusal.UnknownProvider());
        }
        if (!standing.admits(consent.key())) {
            return refuse(new Refusal.KeyMismatch());
        }
        if (standing.active().isPresent()) {
            return resume(answer, standing.active().get(), address.get(), now);
        }
        if (standing.lastTermination().filter(end -> !isNewSince(end, now)).isPresent()) {
            return refuse(new Refusal.ConsentPredatesTermination());
        }
        return establish(answer.fresh(), address.get(), now);
    }

    private boolean isNewSince(Instant termination, Instant now) {
        return consent.issuedAt().isAfter(termination) && !consent.issuedAt().isAfter(now);
    }

    private Transition establish(Input.FreshIds fresh, AgentEndpoint address, Instant now) {
        Relationship founded = Relationship.foundedOn(consent, fresh.relationship(), now);
        return complete(founded, address, RelationshipOrigin.NEW)
                .changing(new Change.Establish(founded, consent.key(), fresh.introduction()))
                .recordingFirst(
                        new HandshakeEvent.RelationshipEstablished(
                                founded.id(),
                                consent.patient(),
                                consent.provider(),
                                consent.actions()));
    }

    // An agent id that an administrator has released is bound again by whoever completes first.
    private Transition resume(
            Input.RightAnswerGiven answer,
            Relationship active,
            AgentEndpoint address,
            Instant now) {
        Transition complete = complete(active, address, RelationshipOrigin.EXISTING);
        if (!active.isOlderThan(consent)) {
            return answer.facts().standing().isBoundTo(consent.key())
                    ? complete
                    : complete.changing(new Change.Bind(active, consent.key()));
        }
        Set<Relationship.Part> changed = active.partsChangedBy(consent);
        Transition renewing =
                complete.changing(
                        new Change.Renew(
                                active.renewedBy(consent, now),
                                consent.key(),
                                Optional.of(answer.fresh().introduction())
                                        .filter(_ -> !changed.isEmpty())));
        return changed.isEmpty()
                ? renewing
                : renewing.recordingFirst(
                        new HandshakeEvent.RelationshipRenewed(
                                active.id(), consent.patient(), changed));
    }

    private Transition complete(
            Relationship relationship, AgentEndpoint address, RelationshipOrigin origin) {
        return Transition.to(new Established(id, startedAt))
                .recordingFirst(
                        new HandshakeEvent.Completed(
                                id,
                                consent.patient(),
                                relationship.id(),
                                origin,
                                consent.provider()))
                .replying(new Reply.Complete(relationship.id(), address, origin));
    }

    private Transition tooSlow() {
        return refuse(new Refusal.TooSlow(Phase.CHALLENGED));
    }

    private Transition refuse(Refusal refusal) {
        return Transition.refusing(
                this, refusal, Optional.of(consent.patient()), Optional.of(consent.provider()));
    }
}
