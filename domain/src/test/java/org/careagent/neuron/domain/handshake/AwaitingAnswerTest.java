package org.careagent.neuron.domain.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.domain.consent.ConsentSample.KEY;
import static org.careagent.neuron.domain.consent.ConsentSample.NOW;
import static org.careagent.neuron.domain.consent.ConsentSample.OTHER_KEY;
import static org.careagent.neuron.domain.consent.ConsentSample.VALID;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.ADDRESS;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.CONSENT;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.FOUND;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.FRESH;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.FRESH_IDS;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.INTRODUCTION;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.OPENED;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.RELATIONSHIP;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.SESSION;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.awaitingAnswer;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.facts;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.factsWithoutProvider;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.standingOf;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.terminatedAt;

import org.careagent.neuron.domain.consent.Consent;
import org.careagent.neuron.domain.consent.ConsentSample;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.Relationship.Part;
import org.careagent.neuron.domain.relationship.Standing;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a right answer leads to (handshake protocol, section 4).
final class AwaitingAnswerTest {
    private static Transition answer(Consent consent, Input.Facts facts) {
        return answer(consent, facts, NOW);
    }

    private static Transition answer(Consent consent, Input.Facts facts, Instant now) {
        return awaitingAnswer(consent).on(new Input.RightAnswerGiven(facts, FRESH_IDS), now);
    }

    private static Transition founded(Consent consent) {
        Relationship founded =
                new Relationship(
                        FRESH,
                        consent.patient(),
                        consent.provider(),
                        consent.endpoint(),
                        consent.actions(),
                        consent.issuedAt(),
                        NOW,
                        NOW);
        return new Transition(
                new Handshake.Established(SESSION, OPENED),
                Optional.of(new Change.Establish(founded, consent.key(), INTRODUCTION)),
                List.of(
                        new HandshakeEvent.RelationshipEstablished(
                                FRESH, consent.patient(), consent.provider(), consent.actions()),
                        new HandshakeEvent.Completed(
                                SESSION,
                                consent.patient(),
                                FRESH,
                                RelationshipOrigin.NEW,
                                consent.provider())),
                Optional.of(new Reply.Complete(FRESH, ADDRESS, RelationshipOrigin.NEW)));
    }

    private static Transition resumed(Optional<Change> change, HandshakeEvent... before) {
        HandshakeEvent completed =
                new HandshakeEvent.Completed(
                        SESSION,
                        CONSENT.patient(),
                        FOUND,
                        RelationshipOrigin.EXISTING,
                        CONSENT.provider());
        return new Transition(
                new Handshake.Established(SESSION, OPENED),
                change,
                before.length == 0 ? List.of(completed) : List.of(before[0], completed),
                Optional.of(new Reply.Complete(FOUND, ADDRESS, RelationshipOrigin.EXISTING)));
    }

    private static Transition refused(Refusal refusal) {
        return new Transition(
                new Handshake.Refused(SESSION, OPENED, refusal),
                Optional.empty(),
                List.of(
                        new HandshakeEvent.Failed(
                                SESSION,
                                Optional.of(CONSENT.patient()),
                                refusal,
                                Optional.of(CONSENT.provider()))),
                Optional.of(new Reply.Refuse(refusal)));
    }

    @Test
    void recordsWhoTookTooLong() {
        AwaitingAnswer state = awaitingAnswer(CONSENT);

        assertThat(state.on(new Input.TimerFired(), state.deadline()).events())
                .containsExactly(
                        new HandshakeEvent.TimedOut(
                                SESSION, Optional.of(CONSENT.patient()), Phase.CHALLENGED));
    }

    @Test
    void refusesAWrongAnswerAndRecordsWhoGaveIt() {
        assertThat(awaitingAnswer(CONSENT).on(new Input.WrongAnswerGiven(), NOW))
                .isEqualTo(refused(new Refusal.WrongAnswer()));
    }

    @Nested
    class AStranger {
        @Test
        void getsARelationshipAndIsBoundToItsKey() {
            assertThat(answer(CONSENT, facts(Standing.STRANGER))).isEqualTo(founded(CONSENT));
        }

        @Test
        void getsOneToANewProviderWithTheKeyItIsBoundTo() {
            Standing knownElsewhere =
                    new Standing(Optional.of(KEY), Optional.empty(), Optional.empty());

            assertThat(answer(CONSENT, facts(knownElsewhere))).isEqualTo(founded(CONSENT));
        }

        @Test
        void getsOneOnAConsentDatedAheadOfOurClock() {
            Consent ahead = VALID.withIssuedAt(NOW.plusSeconds(60)).verified();

            assertThat(answer(ahead, facts(Standing.STRANGER))).isEqualTo(founded(ahead));
        }
    }

    @Nested
    class AnActiveRelationship {
        private static final Instant LAST = RELATIONSHIP.consentIssuedAt();

        private static Transition resume(ConsentSample consent) {
            return answer(consent.verified(), facts(standingOf(RELATIONSHIP)));
        }

        private static Change renewed(ConsentSample consent, Instant updatedAt) {
            return new Change.Renew(
                    new Relationship(
                            FOUND,
                            RELATIONSHIP.patient(),
                            RELATIONSHIP.provider(),
                            consent.endpoint(),
                            consent.actions(),
                            consent.issuedAt(),
                            RELATIONSHIP.createdAt(),
                            updatedAt),
                    KEY,
                    Optional.of(INTRODUCTION).filter(_ -> updatedAt.equals(NOW)));
        }

        private static HandshakeEvent renewal(Part... changed) {
            return new HandshakeEvent.RelationshipRenewed(
                    FOUND, RELATIONSHIP.patient(), Set.of(changed));
        }

        @Test
        void isResumedByALaterConsentToTheSameWhichIsRememberedButNotRecorded() {
            assertThat(resume(VALID))
                    .isEqualTo(resumed(Optional.of(renewed(VALID, RELATIONSHIP.updatedAt()))));
        }

        @Test
        void isRenewedByALaterConsentFromAnotherAddress() {
            ConsentSample moved = VALID.withEndpoint("wss://moved.example");

            assertThat(resume(moved))
                    .isEqualTo(
                            resumed(
                                    Optional.of(renewed(moved, NOW)),
                                    renewal(Part.PATIENT_ENDPOINT)));
        }

        @Test
        void isRenewedByALaterConsentToOtherActions() {
            ConsentSample other = VALID.withActions("record:read");

            assertThat(resume(other))
                    .isEqualTo(
                            resumed(
                                    Optional.of(renewed(other, NOW)),
                                    renewal(Part.CONSENTED_ACTIONS)));
        }

        @Test
        void isRenewedInBoth() {
            ConsentSample both = VALID.withEndpoint("wss://moved.example").withActions();

            assertThat(resume(both))
                    .isEqualTo(
                            resumed(
                                    Optional.of(renewed(both, NOW)),
                                    renewal(Part.PATIENT_ENDPOINT, Part.CONSENTED_ACTIONS)));
        }

        @Test
        void isUpdatedLaterThanBeforeWhateverTheClockSays() {
            Consent moved = VALID.withEndpoint("wss://moved.example").verified();
            Instant behind = RELATIONSHIP.updatedAt().minusSeconds(5);

            assertThat(RELATIONSHIP.renewedBy(moved, behind).updatedAt())
                    .isAfter(RELATIONSHIP.updatedAt());
        }

        @Test
        void isRenewedByAConsentThatIsLaterByAnInstant() {
            ConsentSample barely =
                    VALID.withIssuedAt(LAST.plusNanos(1)).withEndpoint("wss://moved.example");

            assertThat(resume(barely).change()).contains(renewed(barely, NOW));
        }

        @ParameterizedTest
        @CsvSource({"PT0S", "-PT0.000000001S", "-PT1S", "-P365D"})
        void isResumedAndNotRenewedByAConsentThatIsNotLater(Duration later) {
            ConsentSample replayed =
                    VALID.withIssuedAt(LAST.plus(later))
                            .withEndpoint("wss://thief.example")
                            .withActions("all");

            assertThat(resume(replayed)).isEqualTo(resumed(Optional.empty()));
        }

        @Test
        void isResumedWhateverWasTerminatedBeforeIt() {
            Standing secondOne =
                    new Standing(
                            Optional.of(KEY),
                            Optional.of(RELATIONSHIP),
                            Optional.of(RELATIONSHIP.createdAt().minusSeconds(1)));

            assertThat(answer(CONSENT, facts(secondOne)))
                    .isEqualTo(resumed(Optional.of(renewed(VALID, RELATIONSHIP.updatedAt()))));
        }
    }

    @Nested
    class AReleasedAgentId {
        private static Transition comeBackWith(Consent consent) {
            return answer(
                    consent,
                    facts(
                            new Standing(
                                    Optional.empty(),
                                    Optional.of(RELATIONSHIP),
                                    Optional.empty())));
        }

        @Test
        void isBoundToTheKeyThatComesFirst() {
            Consent old = VALID.withIssuedAt(RELATIONSHIP.consentIssuedAt()).verified(OTHER_KEY);

            assertThat(comeBackWith(old))
                    .isEqualTo(resumed(Optional.of(new Change.Bind(RELATIONSHIP, OTHER_KEY))));
        }

        @Test
        void isBoundInOneWithARenewal() {
            Consent later = VALID.verified(OTHER_KEY);

            assertThat(comeBackWith(later).change())
                    .contains(
                            new Change.Renew(
                                    RELATIONSHIP.renewedBy(later, NOW),
                                    OTHER_KEY,
                                    Optional.empty()));
        }
    }

    @Nested
    class AnotherKeyThanTheBoundOne {
        @Test
        void isRefusedWhereThereIsARelationship() {
            Consent thief = VALID.verified(OTHER_KEY);

            assertThat(answer(thief, facts(standingOf(RELATIONSHIP))))
                    .isEqualTo(refused(new Refusal.KeyMismatch()));
        }

        @Test
        void isRefusedWhereThereIsNone() {
            Standing knownElsewhere =
                    new Standing(Optional.of(KEY), Optional.empty(), Optional.empty());

            assertThat(answer(VALID.verified(OTHER_KEY), facts(knownElsewhere)))
                    .isEqualTo(refused(new Refusal.KeyMismatch()));
        }

        @Test
        void isRefusedBeyondTermination() {
            Standing terminated = terminatedAt(NOW.minus(Duration.ofDays(1)));

            assertThat(answer(VALID.verified(OTHER_KEY), facts(terminated)))
                    .isEqualTo(refused(new Refusal.KeyMismatch()));
        }
    }

    @Nested
    class ATerminatedRelationship {
        private static final Instant END = NOW.minusSeconds(30);

        private static Transition comeBack(Instant issuedAt) {
            return answer(VALID.withIssuedAt(issuedAt).verified(), facts(terminatedAt(END)));
        }

        @ParameterizedTest
        @CsvSource({"PT0S", "-PT0.000000001S", "-PT1S", "-P365D"})
        void isNotFollowedByAnotherOnAnOldConsent(Duration later) {
            assertThat(comeBack(END.plus(later)))
                    .isEqualTo(refused(new Refusal.ConsentPredatesTermination()));
        }

        @ParameterizedTest
        @CsvSource({"PT0.000000001S", "PT1S", "PT30S"})
        void isFollowedByAnotherOnAConsentSinceThen(Duration later) {
            Instant issuedAt = END.plus(later);

            assertThat(comeBack(issuedAt))
                    .isEqualTo(founded(VALID.withIssuedAt(issuedAt).verified()));
        }

        @ParameterizedTest
        @CsvSource({"PT0.000000001S", "PT1S", "PT60S"})
        void isNotFollowedByAnotherOnAConsentDatedAheadOfOurClock(Duration ahead) {
            assertThat(comeBack(NOW.plus(ahead)))
                    .isEqualTo(refused(new Refusal.ConsentPredatesTermination()));
        }
    }

    @Nested
    class WhileTheAnswerWasAwaited {
        private static final Consent SHORT = VALID.withExpiresAt(NOW.plusSeconds(10)).verified();

        @Test
        void theConsentMayHaveExpired() {
            assertThat(answer(SHORT, facts(Standing.STRANGER), NOW.plusSeconds(10)))
                    .isEqualTo(refused(new Refusal.ConsentExpired()));
            assertThat(answer(SHORT, facts(standingOf(RELATIONSHIP)), NOW.plusSeconds(11)))
                    .isEqualTo(refused(new Refusal.ConsentExpired()));
        }

        @Test
        void theConsentMayHaveCloseToExpired() {
            Instant last = NOW.plusSeconds(10).minusNanos(1);

            assertThat(answer(SHORT, facts(Standing.STRANGER), last).next())
                    .isInstanceOf(Handshake.Established.class);
        }

        @Test
        void theProviderMayHaveGone() {
            assertThat(answer(CONSENT, factsWithoutProvider(Standing.STRANGER)))
                    .isEqualTo(refused(new Refusal.UnknownProvider()));
            assertThat(answer(CONSENT, factsWithoutProvider(standingOf(RELATIONSHIP))))
                    .isEqualTo(refused(new Refusal.UnknownProvider()));
        }

        @Test
        void expiryIsLookedAtBeforeTheProviderAndTheProviderBeforeTheKey() {
            Input.Facts facts =
                    factsWithoutProvider(
                            new Standing(
                                    Optional.of(OTHER_KEY), Optional.empty(), Optional.empty()));

            assertThat(answer(SHORT, facts, NOW.plusSeconds(10)))
                    .isEqualTo(refused(new Refusal.ConsentExpired()));
            assertThat(answer(SHORT, facts)).isEqualTo(refused(new Refusal.UnknownProvider()));
        }

        @Test
        void theRelationshipMayHaveEnded() {
            assertThat(answer(CONSENT, facts(terminatedAt(NOW))))
                    .isEqualTo(refused(new Refusal.ConsentPredatesTermination()));
        }

        @Test
        void anotherSessionMayHaveFoundedTheRelationship() {
            assertThat(
                            answer(
                                    CONSENT,
                                    facts(standingOf(Relationship.foundedOn(CONSENT, FOUND, NOW)))))
                    .isEqualTo(resumed(Optional.empty()));
        }
    }
}
