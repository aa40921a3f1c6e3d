package org.careagent.neuron.domain.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.domain.consent.ConsentSample.KEY;
import static org.careagent.neuron.domain.consent.ConsentSample.NOW;
import static org.careagent.neuron.domain.consent.ConsentSample.OTHER_KEY;
import static org.careagent.neuron.domain.consent.ConsentSample.VALID;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.ADDRESS;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.AUTH_TIMEOUT;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.CHALLENGE_TIMEOUT;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.CONSENT;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.FOUND;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.FRESH_IDS;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.NONCE;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.OPENED;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.ORGANIZATION;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.RELATIONSHIP;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.SESSION;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.awaitingToken;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.facts;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.factsWithoutProvider;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.standingOf;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.terminatedAt;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import org.careagent.neuron.domain.consent.Consent;
import org.careagent.neuron.domain.consent.ConsentFault;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Standing;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class AwaitingTokenTest {
    private static final Transition CHALLENGED =
            new Transition(
                    new AwaitingAnswer(
                            SESSION, OPENED, NOW.plus(CHALLENGE_TIMEOUT), CONSENT, NONCE),
                    Optional.empty(),
                    List.of(new HandshakeEvent.Started(SESSION, CONSENT.patient())),
                    Optional.of(new Reply.Challenge(NONCE, CONSENT.provider(), ORGANIZATION)));

    private static Transition accept(
            ExistingRelationshipProof proof, Consent consent, Input.Facts facts) {
        return awaitingToken(proof).on(new Input.TokenAccepted(consent, facts, NONCE), NOW);
    }

    private static Transition refused(
            Refusal refusal, Optional<Npi> provider, HandshakeEvent... before) {
        HandshakeEvent failed =
                new HandshakeEvent.Failed(
                        SESSION, Optional.of(CONSENT.patient()), refusal, provider);
        return new Transition(
                new Handshake.Refused(SESSION, OPENED, refusal),
                Optional.empty(),
                Stream.concat(Stream.of(before), Stream.of(failed)).toList(),
                Optional.of(new Reply.Refuse(refusal)));
    }

    private static HandshakeEvent started() {
        return new HandshakeEvent.Started(SESSION, CONSENT.patient());
    }

    @Test
    void waitsForTheTokenFromTheMomentTheSessionOpens() {
        AwaitingToken opened = awaitingToken(ExistingRelationshipProof.CHALLENGE);

        assertThat(opened.startedAt()).isEqualTo(OPENED);
        assertThat(opened.deadline()).isEqualTo(OPENED.plus(AUTH_TIMEOUT));
    }

    @Test
    void recordsWhatIsKnownWhenItTookTooLong() {
        AwaitingToken state = awaitingToken(ExistingRelationshipProof.CHALLENGE);

        assertThat(state.on(new Input.TimerFired(), state.deadline()).events())
                .containsExactly(
                        new HandshakeEvent.TimedOut(
                                SESSION, Optional.empty(), Phase.AUTHENTICATING));
    }

    @Test
    void staysAsItIsWhenATimerFiresEarly() {
        AwaitingToken state = awaitingToken(ExistingRelationshipProof.CHALLENGE);

        assertThat(state.on(new Input.TimerFired(), NOW).next()).isSameAs(state);
    }

    @Test
    void passesOnWhatToMendInAMessage() {
        AwaitingToken state = awaitingToken(ExistingRelationshipProof.CHALLENGE);

        assertThat(state.on(new Input.MessageUnreadable("type is missing"), NOW).reply())
                .contains(new Reply.Refuse(new Refusal.UnreadableMessage("type is missing")));
    }

    @Test
    void refusesATokenThatDoesNotHoldAndRecordsWhoseItWasSaidToBe() {
        ConsentFault fault = new ConsentFault.BadSignature();
        Input input = new Input.TokenRejected(CONSENT.patient(), fault, Optional.empty());

        assertThat(awaitingToken(ExistingRelationshipProof.TOKEN).on(input, NOW))
                .isEqualTo(refused(new Refusal.InvalidConsent(fault), Optional.empty(), started()));
    }

    @Test
    void recordsTheProviderOfARefusedTokenWhereItsClaimsCouldBeRead() {
        ConsentFault fault = new ConsentFault.Expired();
        Optional<Npi> provider = Optional.of(CONSENT.provider());
        Input input = new Input.TokenRejected(CONSENT.patient(), fault, provider);

        assertThat(awaitingToken(ExistingRelationshipProof.CHALLENGE).on(input, NOW))
                .isEqualTo(refused(new Refusal.InvalidConsent(fault), provider, started()));
    }

    @ParameterizedTest
    @EnumSource
    void refusesAProviderThatIsNotRegistered(ExistingRelationshipProof proof) {
        Input.Facts facts = factsWithoutProvider(standingOf(RELATIONSHIP));

        assertThat(accept(proof, CONSENT, facts))
                .isEqualTo(
                        refused(
                                new Refusal.UnknownProvider(),
                                Optional.of(CONSENT.provider()),
                                started()));
    }

    static Stream<Arguments> standings() {
        return Stream.of(
                argumentSet("a stranger", Standing.STRANGER),
                argumentSet("an active relationship", standingOf(RELATIONSHIP)),
                argumentSet("an active one of another key", boundToAnotherKey()),
                argumentSet("an active one of a released id", released()),
                argumentSet("another key, no relationship", keyOfSomebodyElse()),
                argumentSet("terminated after this consent", terminatedAt(NOW)),
                argumentSet("terminated long ago", terminatedAt(OPENED.minusSeconds(9_999))));
    }

    private static Standing boundToAnotherKey() {
        return new Standing(Optional.of(OTHER_KEY), Optional.of(RELATIONSHIP), Optional.empty());
    }

    private static Standing keyOfSomebodyElse() {
        return new Standing(Optional.of(OTHER_KEY), Optional.empty(), Optional.empty());
    }

    private static Standing released() {
        return new Standing(Optional.empty(), Optional.of(RELATIONSHIP), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("standings")
    void challengesWhoeverItIsSoThatAskingRevealsNothing(Standing standing) {
        assertThat(accept(ExistingRelationshipProof.CHALLENGE, CONSENT, facts(standing)))
                .isEqualTo(CHALLENGED);
    }

    @Nested
    class WhereTheTokenSuffices {
        @Test
        void completesAtOnceForTheBoundKeyAndChangesNothing() {
            Consent another =
                    VALID.withEndpoint("wss://moved.example").withActions("all").verified();

            assertThat(
                            accept(
                                    ExistingRelationshipProof.TOKEN,
                                    another,
                                    facts(standingOf(RELATIONSHIP))))
                    .isEqualTo(
                            new Transition(
                                    new Handshake.Established(SESSION, OPENED),
                                    Optional.empty(),
                                    List.of(
                                            started(),
                                            new HandshakeEvent.Completed(
                                                    SESSION,
                                                    CONSENT.patient(),
                                                    FOUND,
                                                    RelationshipOrigin.EXISTING,
                                                    CONSENT.provider())),
                                    Optional.of(
                                            new Reply.Complete(
                                                    FOUND, ADDRESS, RelationshipOrigin.EXISTING))));
        }

        static Stream<Arguments> insufficient() {
            return standings().filter(set -> !standingOf(RELATIONSHIP).equals(set.get()[0]));
        }

        @ParameterizedTest
        @MethodSource("insufficient")
        void challengesWhereThereIsNoActiveRelationshipOfTheBoundKey(Standing standing) {
            assertThat(accept(ExistingRelationshipProof.TOKEN, CONSENT, facts(standing)))
                    .isEqualTo(CHALLENGED);
        }

        @Test
        void refusesAnotherKeyOnlyAfterTheChallenge() {
            Input.Facts facts = facts(boundToAnotherKey());
            Handshake challenged = accept(ExistingRelationshipProof.TOKEN, CONSENT, facts).next();

            assertThat(CONSENT.key()).isEqualTo(KEY);
            assertThat(challenged.on(new Input.RightAnswerGiven(facts, FRESH_IDS), NOW))
                    .isEqualTo(refused(new Refusal.KeyMismatch(), Optional.of(CONSENT.provider())));
        }
    }
}
