package org.careagent.neuron.domain.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.CONSENT;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.FRESH_IDS;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.NONCE;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.OPENED;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.RELATIONSHIP;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.SESSION;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.awaitingAnswer;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.awaitingToken;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.facts;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.standingOf;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import org.careagent.neuron.domain.consent.ConsentFault;
import org.careagent.neuron.domain.relationship.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Every state × every input × every time: what follows. What follows in detail, by consent and
/// standing, is in [AwaitingTokenTest] and [AwaitingAnswerTest].
///
/// An accepted token finds an active relationship of its own key, a right answer finds a stranger.
/// "late" is the deadline itself and after; a session that has ended has none.
final class HandshakeTableTest {
    private static final List<Row> ROWS =
            """
            state           input             when     next           refusal           change    events            reply

            TOKEN/CHALLENGE TokenAccepted     in-time  AwaitingAnswer -                 -         Started           Challenge
            TOKEN/CHALLENGE TokenAccepted     late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/CHALLENGE TokenRejected     in-time  Refused        InvalidConsent    -         Started,Failed    Refuse
            TOKEN/CHALLENGE TokenRejected     late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/CHALLENGE RightAnswerGiven  in-time  Refused        OutOfOrder        -         Failed            Refuse
            TOKEN/CHALLENGE RightAnswerGiven  late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/CHALLENGE WrongAnswerGiven  in-time  Refused        OutOfOrder        -         Failed            Refuse
            TOKEN/CHALLENGE WrongAnswerGiven  late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/CHALLENGE MessageUnreadable in-time  Refused        UnreadableMessage -         Failed            Refuse
            TOKEN/CHALLENGE MessageUnreadable late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/CHALLENGE MessageOutOfOrder in-time  Refused        OutOfOrder        -         Failed            Refuse
            TOKEN/CHALLENGE MessageOutOfOrder late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/CHALLENGE TimerFired        in-time  AwaitingToken  -                 -         -                 -
            TOKEN/CHALLENGE TimerFired        late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/CHALLENGE PeerLeft          any-time Abandoned      -                 -         -                 -
            TOKEN/CHALLENGE FailedInside      any-time Refused        ServerFault       -         Failed            Refuse

            TOKEN/TOKEN     TokenAccepted     in-time  Established    -                 -         Started,Completed Complete
            TOKEN/TOKEN     TokenAccepted     late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/TOKEN     TokenRejected     in-time  Refused        InvalidConsent    -         Started,Failed    Refuse
            TOKEN/TOKEN     TokenRejected     late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/TOKEN     RightAnswerGiven  in-time  Refused        OutOfOrder        -         Failed            Refuse
            TOKEN/TOKEN     RightAnswerGiven  late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/TOKEN     WrongAnswerGiven  in-time  Refused        OutOfOrder        -         Failed            Refuse
            TOKEN/TOKEN     WrongAnswerGiven  late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/TOKEN     MessageUnreadable in-time  Refused        UnreadableMessage -         Failed            Refuse
            TOKEN/TOKEN     MessageUnreadable late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/TOKEN     MessageOutOfOrder in-time  Refused        OutOfOrder        -         Failed            Refuse
            TOKEN/TOKEN     MessageOutOfOrder late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/TOKEN     TimerFired        in-time  AwaitingToken  -                 -         -                 -
            TOKEN/TOKEN     TimerFired        late     Refused        TooSlow           -         TimedOut          Refuse
            TOKEN/TOKEN     PeerLeft          any-time Abandoned      -                 -         -                 -
            TOKEN/TOKEN     FailedInside      any-time Refused        ServerFault       -         Failed            Refuse

            ANSWER          TokenAccepted     in-time  Refused        OutOfOrder        -         Failed            Refuse
            ANSWER          TokenAccepted     late     Refused        TooSlow           -         TimedOut          Refuse
            ANSWER          TokenRejected     in-time  Refused        OutOfOrder        -         Failed            Refuse
            ANSWER          TokenRejected     late     Refused        TooSlow           -         TimedOut          Refuse
            ANSWER          RightAnswerGiven  in-time  Established    -                 Establish RelationshipEstablished,Completed Complete
            ANSWER          RightAnswerGiven  late     Refused        TooSlow           -         TimedOut          Refuse
            ANSWER          WrongAnswerGiven  in-time  Refused        WrongAnswer       -         Failed            Refuse
            ANSWER          WrongAnswerGiven  late     Refused        TooSlow           -         TimedOut          Refuse
            ANSWER          MessageUnreadable in-time  Refused        UnreadableMessage -         Failed            Refuse
            ANSWER          MessageUnreadable late     Refused        TooSlow           -         TimedOut          Refuse
            ANSWER          MessageOutOfOrder in-time  Refused        OutOfOrder        -         Failed            Refuse
            ANSWER          MessageOutOfOrder late     Refused        TooSlow           -         TimedOut          Refuse
            ANSWER          TimerFired        in-time  AwaitingAnswer -                 -         -                 -
            ANSWER          TimerFired        late     Refused        TooSlow           -         TimedOut          Refuse
            ANSWER          PeerLeft          any-time Abandoned      -                 -         -                 -
            ANSWER          FailedInside      any-time Refused        ServerFault       -         Failed            Refuse

            ESTABLISHED     TokenAccepted     any-time Established    -                 -         -                 -
            ESTABLISHED     TokenRejected     any-time Established    -                 -         -                 -
            ESTABLISHED     RightAnswerGiven  any-time Established    -                 -         -                 -
            ESTABLISHED     WrongAnswerGiven  any-time Established    -                 -         -                 -
            ESTABLISHED     MessageUnreadable any-time Established    -                 -         -                 -
            ESTABLISHED     MessageOutOfOrder any-time Established    -                 -         -                 -
            ESTABLISHED     TimerFired        any-time Established    -                 -         -                 -
            ESTABLISHED     PeerLeft          any-time Established    -                 -         -                 -
            ESTABLISHED     FailedInside      any-time Established    -                 -         -                 -

            REFUSED         TokenAccepted     any-time Refused        WrongAnswer       -         -                 -
            REFUSED         TokenRejected     any-time Refused        WrongAnswer       -         -                 -
            REFUSED         RightAnswerGiven  any-time Refused        WrongAnswer       -         -                 -
            REFUSED         WrongAnswerGiven  any-time Refused        WrongAnswer       -         -                 -
            REFUSED         MessageUnreadable any-time Refused        WrongAnswer       -         -                 -
            REFUSED         MessageOutOfOrder any-time Refused        WrongAnswer       -         -                 -
            REFUSED         TimerFired        any-time Refused        WrongAnswer       -         -                 -
            REFUSED         PeerLeft          any-time Refused        WrongAnswer       -         -                 -
            REFUSED         FailedInside      any-time Refused        WrongAnswer       -         -                 -

            ABANDONED       TokenAccepted     any-time Abandoned      -                 -         -                 -
            ABANDONED       TokenRejected     any-time Abandoned      -                 -         -                 -
            ABANDONED       RightAnswerGiven  any-time Abandoned      -                 -         -                 -
            ABANDONED       WrongAnswerGiven  any-time Abandoned      -                 -         -                 -
            ABANDONED       MessageUnreadable any-time Abandoned      -                 -         -                 -
            ABANDONED       MessageOutOfOrder any-time Abandoned      -                 -         -                 -
            ABANDONED       TimerFired        any-time Abandoned      -                 -         -                 -
            ABANDONED       PeerLeft          any-time Abandoned      -                 -         -                 -
            ABANDONED       FailedInside      any-time Abandoned      -                 -         -                 -
            """
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split(" +"))
                    .map(Row::of)
                    .toList();

    private static final Map<String, Handshake> STATES =
            Map.of(
                    "TOKEN/CHALLENGE",
                    awaitingToken(ExistingRelationshipProof.CHALLENGE),
                    "TOKEN/TOKEN",
                    awaitingToken(ExistingRelationshipProof.TOKEN),
                    "ANSWER",
                    awaitingAnswer(CONSENT),
                    "ESTABLISHED",
                    new Handshake.Established(SESSION, OPENED),
                    "REFUSED",
                    new Handshake.Refused(SESSION, OPENED, new Refusal.WrongAnswer()),
                    "ABANDONED",
                    new Handshake.Abandoned(SESSION, OPENED));

    private static final Map<String, Input> INPUTS =
            Stream.of(
                            new Input.TokenAccepted(
                                    CONSENT, facts(standingOf(RELATIONSHIP)), NONCE),
                            new Input.TokenRejected(
                                    CONSENT.patient(),
                                    new ConsentFault.Expired(),
                                    Optional.of(CONSENT.provider())),
                            new Input.RightAnswerGiven(facts(Standing.STRANGER), FRESH_IDS),
                            new Input.WrongAnswerGiven(),
                            new Input.MessageUnreadable("not a JSON object"),
                            new Input.MessageOutOfOrder(),
                            new Input.TimerFired(),
                            new Input.PeerLeft(),
                            new Input.FailedInside())
                    .collect(toMap(HandshakeTableTest::nameOf, Function.identity()));

    /// One line of the table.
    record Row(
            String state,
            String input,
            String when,
            String next,
            String refusal,
            String change,
            String events,
            String reply) {

        static Row of(String... cells) {
            return new Row(
                    cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]);
        }

        Stream<Instant> times() {
            Instant deadline = deadlineOf(stateOf(this));
            Stream<Instant> inTime = Stream.of(OPENED, deadline.minusNanos(1));
            Stream<Instant> late =
                    Stream.of(deadline, deadline.plusNanos(1), deadline.plus(Duration.ofDays(1)));
            return switch (when) {
                case "in-time" -> inTime;
                case "late" -> late;
                case "any-time" -> Stream.concat(inTime, late);
                default -> throw new AssertionError("no such time: " + when);
            };
        }

        String outcome() {
            return String.join(" ", next, refusal, change, events, reply);
        }
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void leadsWhereTheTableSays(Row row) {
        Input input = Objects.requireNonNull(INPUTS.get(row.input()));

        assertThat(row.times())
                .allSatisfy(now ->
                        assertThat(outcomeOf(stateOf(row).on(input, now)))
                                .isEqualTo(row.outcome()));
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void keepsTheSessionItself(Row row) {
        Handshake state = stateOf(row);
        Input input = Objects.requireNonNull(INPUTS.get(row.input()));

        assertThat(row.times().map(now -> state.on(input, now).next()))
                .allSatisfy(next -> {
                    assertThat(next.id()).isEqualTo(state.id());
                    assertThat(next.startedAt()).isEqualTo(state.startedAt());
                });
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void tellsThePatientAgentNothingButTheRefusalItEndsIn(Row row) {
        Input input = Objects.requireNonNull(INPUTS.get(row.input()));

        assertThat(row.times().map(now -> stateOf(row).on(input, now)))
                .filteredOn(step -> step.reply().orElse(null) instanceof Reply.Refuse)
                .allSatisfy(step ->
                        assertThat(step.reply().map(reply -> (Reply.Refuse) reply))
                                .map(Reply.Refuse::refusal)
                                .isEqualTo(refusalOf(step.next())));
    }

    @Test
    void hasARowForEveryStateInputAndTime() {
        Stream<String> cells =
                STATES.keySet().stream()
                        .flatMap(state -> INPUTS.keySet().stream().map(in -> state + ' ' + in));

        assertThat(ROWS.stream().flatMap(HandshakeTableTest::cellsOf))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        cells.flatMap(cell -> Stream.of(cell + " in-time", cell + " late"))
                                .toList());
    }

    private static Stream<String> cellsOf(Row row) {
        Stream<String> times =
                row.when().equals("any-time")
                        ? Stream.of("in-time", "late")
                        : Stream.of(row.when());
        return times.map(time -> row.state() + ' ' + row.input() + ' ' + time);
    }

    @Test
    void knowsEveryTypeOfInput() {
        assertThat(INPUTS.values())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(kindsOf(Input.class).toList());
    }

    @Test
    void knowsEveryTypeOfStateUnderEveryPolicy() {
        assertThat(STATES.values().stream().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(kindsOf(Handshake.class).toList());
        assertThat(STATES.values())
                .filteredOn(AwaitingToken.class::isInstance)
                .extracting(state -> ((AwaitingToken) state).policy().existingRelationshipProof())
                .containsExactlyInAnyOrder(ExistingRelationshipProof.values());
    }

    @Test
    void showsEveryStateToTheOutside() {
        assertThat(
                        STATES.values().stream()
                                .collect(
                                        toMap(
                                                Object::getClass,
                                                Handshake::status,
                                                (one, _) -> one)))
                .containsOnly(
                        Map.entry(AwaitingToken.class, SessionStatus.AUTHENTICATING),
                        Map.entry(AwaitingAnswer.class, SessionStatus.CHALLENGED),
                        Map.entry(Handshake.Established.class, SessionStatus.COMPLETED),
                        Map.entry(Handshake.Refused.class, SessionStatus.FAILED),
                        Map.entry(Handshake.Abandoned.class, SessionStatus.FAILED));
    }

    private static Stream<Class<?>> kindsOf(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(HandshakeTableTest::kindsOf)
                : Stream.of(type);
    }

    private static Handshake stateOf(Row row) {
        return Objects.requireNonNull(STATES.get(row.state()));
    }

    private static Instant deadlineOf(Handshake state) {
        return switch (state) {
            case AwaitingToken waiting -> waiting.deadline();
            case AwaitingAnswer waiting -> waiting.deadline();
            case Handshake.Ended ended -> ended.startedAt().plusSeconds(1);
        };
    }

    private static String outcomeOf(Transition step) {
        return String.join(
                " ",
                nameOf(step.next()),
                refusalOf(step.next()).map(HandshakeTableTest::nameOf).orElse("-"),
                step.change().map(HandshakeTableTest::nameOf).orElse("-"),
                step.events().isEmpty()
                        ? "-"
                        : step.events().stream()
                                .map(HandshakeTableTest::nameOf)
                                .collect(joining(",")),
                step.reply().map(HandshakeTableTest::nameOf).orElse("-"));
    }

    private static Optional<Refusal> refusalOf(Handshake state) {
        return state instanceof Handshake.Refused refused
                ? Optional.of(refused.refusal())
                : Optional.empty();
    }

    private static String nameOf(Object value) {
        return value.getClass().getSimpleName();
    }
}
