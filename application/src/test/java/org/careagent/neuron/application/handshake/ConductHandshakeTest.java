package org.careagent.neuron.application.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.handshake.DoorFixture.KEY;
import static org.careagent.neuron.application.handshake.DoorFixture.OTHER_KEY;
import static org.careagent.neuron.application.handshake.DoorFixture.PATIENT;
import static org.careagent.neuron.application.handshake.DoorFixture.PROVIDER;
import static org.careagent.neuron.application.handshake.DoorFixture.answer;
import static org.careagent.neuron.application.handshake.DoorFixture.auth;
import static org.careagent.neuron.application.handshake.DoorFixture.idIn;

import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.handshake.Handshake;
import org.careagent.neuron.domain.handshake.Phase;
import org.careagent.neuron.domain.handshake.Refusal;
import org.careagent.neuron.domain.handshake.RelationshipOrigin;
import org.careagent.neuron.domain.handshake.Reply;
import org.careagent.neuron.domain.handshake.SessionStatus;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class ConductHandshakeTest {
    private final DoorFixture door = new DoorFixture();

    @Test
    void leadsAStrangerToTheProvider() {
        var visit = door.visit().says(auth(KEY));

        assertThat(visit.replies).singleElement().isInstanceOf(Reply.Challenge.class);
        assertThat(visit.session.state().status()).isEqualTo(SessionStatus.CHALLENGED);

        visit.session.receive(answer(KEY));

        Relationship stored = door.relationships.standing(PATIENT, PROVIDER).active().orElseThrow();
        assertThat(visit.last())
                .isInstanceOfSatisfying(
                        Reply.Complete.class,
                        complete -> {
                            assertThat(complete.relationship()).isEqualTo(stored.id());
                            assertThat(complete.status()).isEqualTo(RelationshipOrigin.NEW);
                            assertThat(complete.providerAddress().uri())
                                    .isEqualTo("ws://neuron.example:3000/ws/provider/" + PROVIDER);
                        });
        assertThat(door.audited())
                .containsExactly("Started", "RelationshipEstablished", "Completed");
    }

    @Test
    void measuresEachPhaseOnceAndWhatBecameOfTheHandshake() {
        var visit = door.visit();
        door.clock.advance(Duration.ofSeconds(2));
        visit.session.receive(auth(KEY));
        door.clock.advance(Duration.ofSeconds(3));
        visit.session.receive(answer(KEY));

        assertThat(door.measurements.told())
                .containsExactly(
                        "left AUTHENTICATING after PT2S",
                        "left CHALLENGED after PT3S",
                        "ended COMPLETED");
    }

    @Test
    void measuresARefusalAsWhatThePatientAgentIsTold() {
        var _ = door.visit().says(auth(KEY)).says(answer(OTHER_KEY));

        assertThat(door.measurements.told()).endsWith("ended CONSENT_FAILED");
    }

    @Test
    void leadsAKnownPatientAlongTheSameRelationship() {
        var first = door.visit().says(auth(KEY)).says(answer(KEY));
        var second = door.visit().says(auth(KEY)).says(answer(KEY));

        assertThat(idIn(second.last())).isEqualTo(idIn(first.last()));
        assertThat(((Reply.Complete) second.last()).status())
                .isEqualTo(RelationshipOrigin.EXISTING);
    }

    @Test
    void tellsTheLoserOfARaceOfTheWinnersRelationship() {
        Relationship winners = Samples.relationship(PATIENT, PROVIDER);
        var visit = door.visit().says(auth(KEY));
        door.relationships.beforeNextApply(() -> {
            var _ = door.relationships.apply(Samples.establish(winners, KEY));
        });

        visit.session.receive(answer(KEY));

        assertThat(idIn(visit.last())).isEqualTo(winners.id().value());
        assertThat(((Reply.Complete) visit.last()).status()).isEqualTo(RelationshipOrigin.EXISTING);
        assertThat(door.audited()).doesNotContain("RelationshipEstablished");
    }

    @Test
    void refusesTheLoserOfARaceWhoseKeyIsAnother() {
        var visit = door.visit().says(auth(KEY));
        door.relationships.beforeNextApply(() -> {
            var _ =
                    door.relationships.apply(
                            Samples.establish(Samples.relationship(PATIENT, PROVIDER), OTHER_KEY));
        });

        visit.session.receive(answer(KEY));

        assertThat(visit.last()).isEqualTo(new Reply.Refuse(new Refusal.KeyMismatch()));
    }

    @Test
    void checksAnAnswerWithTheKeyOfTheConsent() {
        var visit = door.visit().says(auth(KEY)).says(answer(OTHER_KEY));

        assertThat(visit.last()).isEqualTo(new Reply.Refuse(new Refusal.WrongAnswer()));
        assertThat(door.relationships.standing(PATIENT, PROVIDER).active()).isEmpty();
    }

    @Test
    void refusesAnAnswerToASpentNonce() {
        var visit = door.visit().says(auth(KEY)).says(answer(OTHER_KEY));
        int told = visit.replies.size();

        visit.session.receive(answer(KEY));

        assertThat(visit.replies).hasSize(told);
        assertThat(door.relationships.standing(PATIENT, PROVIDER).active()).isEmpty();
    }

    @Test
    void refusesAnAnswerBeforeTheChallenge() {
        var visit = door.visit().says(answer(KEY));

        assertThat(visit.last()).isEqualTo(new Reply.Refuse(new Refusal.OutOfOrder()));
    }

    @Test
    void refusesASecondTokenWithoutLookingAtIt() {
        var visit = door.visit().says(auth(KEY)).says(auth(OTHER_KEY));

        assertThat(visit.last()).isEqualTo(new Reply.Refuse(new Refusal.OutOfOrder()));
    }

    @Test
    void passesOnWhatIsToMend() {
        var visit = door.visit().says(new PatientMessage.Unreadable("nonce is missing."));

        assertThat(visit.last())
                .isEqualTo(new Reply.Refuse(new Refusal.UnreadableMessage("nonce is missing.")));
    }

    @Test
    void losesPatienceWithWhoSaysNothing() {
        var visit = door.visit();

        door.clock.advance(DoorFixture.AUTH_TIMEOUT.minusMillis(1));
        assertThat(visit.replies).isEmpty();
        door.clock.advance(Duration.ofMillis(1));

        assertThat(visit.replies)
                .containsExactly(new Reply.Refuse(new Refusal.TooSlow(Phase.AUTHENTICATING)));
        assertThat(door.audited()).containsExactly("TimedOut");
    }

    @Test
    void givesTheAnswerItsOwnTime() {
        var visit = door.visit();
        door.clock.advance(DoorFixture.AUTH_TIMEOUT.minusMillis(1));
        visit.session.receive(auth(KEY));

        door.clock.advance(DoorFixture.CHALLENGE_TIMEOUT.minusMillis(1));
        assertThat(visit.last()).isInstanceOf(Reply.Challenge.class);
        door.clock.advance(Duration.ofMillis(1));

        assertThat(visit.last()).isEqualTo(new Reply.Refuse(new Refusal.TooSlow(Phase.CHALLENGED)));
    }

    @Test
    void forgetsItsTimersWhenThePeerLeaves() {
        var visit = door.visit();
        visit.session.peerLeft();

        door.clock.advance(Duration.ofHours(1));

        assertThat(visit.replies).isEmpty();
        assertThat(visit.session.state()).isInstanceOf(Handshake.Abandoned.class);
        assertThat(door.timers.thrown()).isEmpty();
    }

    @Test
    void saysNothingOfARelationshipThatCouldNotBeStored() {
        var visit = door.visit().says(auth(KEY));
        door.relationships.beforeNextApply(() -> {
            throw new IllegalStateException("disk full");
        });

        visit.session.receive(answer(KEY));

        assertThat(visit.last()).isEqualTo(new Reply.Refuse(new Refusal.ServerFault()));
        assertThat(door.audited()).containsExactly("Started", "Failed");
    }

    @Test
    void saysNothingOfARelationshipThatCouldNotBeAudited() {
        var visit = door.visit().says(auth(KEY));
        door.audit.failWith(new IllegalStateException("disk full"));

        visit.session.receive(answer(KEY));

        assertThat(visit.last()).isEqualTo(new Reply.Refuse(new Refusal.ServerFault()));
    }

    @Test
    void endsTheConnectionWhenTheLastReplyCannotBeTold() {
        List<Reply> replies = new ArrayList<>();
        HandshakeSession session =
                door.conduct()
                        .open(
                                reply -> {
                                    replies.add(reply);
                                    if (reply instanceof Reply.Complete) {
                                        throw new IllegalStateException("cannot be written");
                                    }
                                },
                                DoorFixture.SOURCE);
        session.receive(auth(KEY));
        session.receive(answer(KEY));

        assertThat(replies.getLast()).isEqualTo(new Reply.Refuse(new Refusal.ServerFault()));
        assertThat(door.timers.pending()).isZero();
    }

    @Test
    void tellsAndAuditsWhatFailedOnTheWayToIt() {
        var visit = door.visit().says(auth(KEY));

        visit.session.failed(new IllegalStateException("cannot be read"));

        assertThat(visit.last()).isEqualTo(new Reply.Refuse(new Refusal.ServerFault()));
        assertThat(door.audited()).containsExactly("Started", "Failed");
    }

    @Test
    void givesUpWhenEveryRaceIsLost() {
        var visit = door.visit().says(auth(KEY));
        loseEveryRace();

        visit.session.receive(answer(KEY));

        assertThat(visit.last()).isEqualTo(new Reply.Refuse(new Refusal.ServerFault()));
    }

    /// Lets another be quicker each time: one founds the relationship, the next one ends it.
    private void loseEveryRace() {
        door.relationships.beforeNextApply(() -> {
            var active = door.relationships.standing(PATIENT, PROVIDER).active();
            assertThat(
                            door.relationships.apply(
                                    active.<Change>map(found ->
                                                    new Change.Terminate(found.id(), minutesAgo(3)))
                                            .orElseGet(() -> Samples.establish(newcomer(), KEY))))
                    .isTrue();
            loseEveryRace();
        });
    }

    private static Relationship newcomer() {
        return Samples.withConsentOf(Samples.relationship(PATIENT, PROVIDER), minutesAgo(2));
    }

    private static Instant minutesAgo(int minutes) {
        return DoorFixture.START.minus(Duration.ofMinutes(minutes));
    }

    @Test
    void looksAtTheProviderAgainWhenTheChallengeIsAnswered() {
        var visit = door.visit().says(auth(KEY));
        door.providers.removeAll();

        visit.session.receive(answer(KEY));

        assertThat(visit.last()).isEqualTo(new Reply.Refuse(new Refusal.UnknownProvider()));
    }
}
