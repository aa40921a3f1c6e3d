package org.careagent.neuron.application.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.application.admission.Admission.Place;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.ManualTimers;
import org.careagent.neuron.application.port.Timers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

@Timeout(60)
final class AdmissionTest {
    private static final SourceAddress A = new SourceAddress(4, 0x0A000001);
    private static final SourceAddress B = new SourceAddress(4, 0x0A000002);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final ManualTimers timers = new ManualTimers(clock);

    @Nested
    class WhileThereIsRoom {
        private final Admission door = door(2, 10);

        @Test
        void everybodyIsAdmittedAtOnce() {
            assertThat(visit(door, A).told()).containsExactly(Visitor.ADMITTED);
            assertThat(visit(door, A).told()).containsExactly(Visitor.ADMITTED);
            assertThat(door.figures()).isEqualTo(new AdmissionFigures(2, 0, Duration.ZERO));
        }

        @Test
        void noTimerIsNeeded() {
            var _ = visit(door, A);

            assertThat(timers.pending()).isZero();
        }

        @Test
        void whoIsAdmittedKnowsItBeforeItsStayBegins() {
            List<String> heard = new ArrayList<>();
            Guest guest = new Recorder(heard);

            door.host(guest, () -> heard.add("stays"));

            assertThat(heard).containsExactly("admitted", "stays");
            assertThat(door.figures().active()).isZero();
        }

        @Test
        void whateverAStayThrowsIsThrownOnAndTheGuestHasLeft() {
            IllegalStateException mistake = new IllegalStateException("mistake");

            assertThatThrownBy(() ->
                            door.host(
                                    new Recorder(new ArrayList<>()),
                                    () -> {
                                        throw mistake;
                                    }))
                    .isSameAs(mistake);
            assertThat(door.figures().active()).isZero();
        }
    }

    @Nested
    class WhenAllPlacesAreTaken {
        private final Admission door = door(1, 10);
        private final Visitor inside = visit(door, A);

        @Test
        void whoComesWaitsAndIsToldNothing() {
            assertThat(visit(door, A).told()).isEmpty();
            assertThat(door.figures()).isEqualTo(new AdmissionFigures(1, 1, Duration.ZERO));
        }

        @Test
        void theNextIsAdmittedWhenAStayEnds() {
            Visitor first = visit(door, A);
            Visitor second = visit(door, A);

            inside.goAway();

            assertThat(first.told()).containsExactly(Visitor.ADMITTED);
            assertThat(second.told()).isEmpty();
        }

        @Test
        void theNextIsAdmittedWhenAPlaceIsGivenUpThoughTheStayGoesOn() {
            Visitor first = visit(door, A);

            inside.place().leave();

            assertThat(first.told()).containsExactly(Visitor.ADMITTED);
            assertThat(door.figures()).isEqualTo(new AdmissionFigures(1, 0, Duration.ZERO));
        }

        @Test
        void aPlaceIsGivenUpOnceHoweverOftenItIsLeft() {
            Visitor first = visit(door, A);
            Visitor second = visit(door, A);

            inside.place().leave();
            inside.place().leave();
            inside.goAway();
            inside.place().leave();

            assertThat(first.told()).containsExactly(Visitor.ADMITTED);
            assertThat(second.told()).isEmpty();
            assertThat(door.figures().active()).isEqualTo(1);
        }

        @Test
        void whoGoesAwayWhileWaitingCostsNoPlace() {
            Visitor goes = visit(door, A);
            Visitor stays = visit(door, A);

            goes.goAway();
            inside.goAway();

            assertThat(goes.told()).isEmpty();
            assertThat(stays.told()).containsExactly(Visitor.ADMITTED);
        }

        @Test
        void addressesTakeTurns() {
            Visitor second = visit(door, A);
            Visitor third = visit(door, A);
            Visitor other = visit(door, B);

            inside.goAway();
            second.goAway();

            assertThat(other.told()).containsExactly(Visitor.ADMITTED);
            assertThat(third.told()).isEmpty();
        }

        @Test
        void theFiguresTellHowLongTheOldestHasWaited() {
            Visitor oldest = visit(door, A);
            clock.advance(Duration.ofSeconds(5));
            var _ = visit(door, A);
            clock.advance(Duration.ofSeconds(2));

            assertThat(door.figures().oldestWait()).isEqualTo(Duration.ofSeconds(7));
            oldest.goAway();
            assertThat(door.figures().oldestWait()).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Nested
    class WhenTooManyWait {
        @Test
        void theNewestOfTheAddressWithMostIsTurnedAway() {
            Admission door = door(1, 2);
            var _ = visit(door, A);
            Visitor oldest = visit(door, A);
            Visitor newest = visit(door, A);

            Visitor other = visit(door, B);

            assertThat(newest.told()).containsExactly("LINE_FULL");
            assertThat(oldest.told()).isEmpty();
            assertThat(other.told()).isEmpty();
        }

        @Test
        void whoComesFromThereIsTurnedAwayItself() {
            Admission door = door(1, 2);
            var _ = visit(door, A);
            var _ = visit(door, A);
            Visitor other = visit(door, B);

            Visitor newcomer = visit(door, A);

            assertThat(newcomer.told()).containsExactly("LINE_FULL");
            assertThat(other.told()).isEmpty();
        }

        @Test
        void whoOnlyTiesWithAnAddressThatWaitsIsTurnedAway() {
            Admission door = door(1, 1);
            var _ = visit(door, A);
            Visitor waiting = visit(door, A);

            assertThat(visit(door, B).told()).containsExactly("LINE_FULL");
            assertThat(waiting.told()).isEmpty();
        }

        @Test
        void whereNobodyMayWaitThereIsStillRoomUpToTheCeiling() {
            Admission door = door(1, 0);

            Visitor first = visit(door, A);
            Visitor second = visit(door, A);

            assertThat(first.told()).containsExactly(Visitor.ADMITTED);
            assertThat(second.told()).containsExactly("LINE_FULL");
            assertThat(timers.pending()).isZero();
        }

        @Test
        void whoWasTurnedAwayAndIsStillHereGetsNoPlace() {
            Admission door = door(1, 0);
            Visitor inside = visit(door, A);
            Visitor refused = visit(door, A);

            inside.goAway();
            refused.goAway();

            assertThat(refused.told()).containsExactly("LINE_FULL");
            assertThat(door.figures().active()).isZero();
        }
    }

    @Nested
    class WhenPatienceEnds {
        private final Admission door = door(1, 10);
        private final Visitor inside = visit(door, A);

        @Test
        void whoWaitsIsTurnedAwayThenAndNotBefore() {
            Visitor waiting = visit(door, A);

            clock.advance(PATIENCE.minusNanos(1));
            assertThat(waiting.told()).isEmpty();
            clock.advance(Duration.ofNanos(1));

            assertThat(waiting.told()).containsExactly("WAITED_TOO_LONG");
            assertThat(door.figures()).isEqualTo(new AdmissionFigures(1, 0, Duration.ZERO));
        }

        @Test
        void eachHasItsOwnThoughThereIsOneTimer() {
            Visitor first = visit(door, A);
            clock.advance(Duration.ofSeconds(10));
            Visitor second = visit(door, B);

            assertThat(timers.pending()).isEqualTo(1);
            clock.advance(Duration.ofSeconds(20));
            assertThat(first.told()).containsExactly("WAITED_TOO_LONG");
            assertThat(second.told()).isEmpty();
            assertThat(timers.pending()).isEqualTo(1);
            clock.advance(Duration.ofSeconds(10));
            assertThat(second.told()).containsExactly("WAITED_TOO_LONG");
            assertThat(timers.pending()).isZero();
        }

        @Test
        void itIsThatOfThoseWhoAreStillWaiting() {
            Visitor goes = visit(door, A);
            clock.advance(Duration.ofSeconds(10));
            Visitor stays = visit(door, A);

            goes.goAway();
            clock.advance(PATIENCE.minusNanos(1));
            assertThat(stays.told()).isEmpty();
            clock.advance(Duration.ofNanos(1));

            assertThat(stays.told()).containsExactly("WAITED_TOO_LONG");
        }

        @Test
        void whoIsInsideStaysAsLongAsItLikes() {
            clock.advance(PATIENCE.multipliedBy(3));

            assertThat(inside.told()).containsExactly(Visitor.ADMITTED);
        }

        @Test
        void aPlaceThatWouldHaveBeenTheirsGoesToSomebodyElse() {
            var _ = visit(door, A);
            clock.advance(PATIENCE);
            Visitor later = visit(door, A);

            inside.goAway();

            assertThat(later.told()).containsExactly(Visitor.ADMITTED);
        }
    }

    @Nested
    class Drained {
        private final Admission door = door(1, 10);
        private final Visitor inside = visit(door, A);
        private final Visitor waiting = visit(door, A);

        Drained() {
            door.drain();
        }

        @Test
        void whoWaitedIsTurnedAway() {
            clock.advance(PATIENCE);

            assertThat(waiting.told()).containsExactly("CLOSING");
        }

        @Test
        void whoIsInsideStays() {
            assertThat(inside.told()).containsExactly(Visitor.ADMITTED);
            assertThat(door.figures()).isEqualTo(new AdmissionFigures(1, 0, Duration.ZERO));
        }

        @Test
        void whoComesLaterIsTurnedAwayThoughThereIsRoom() {
            inside.goAway();

            assertThat(visit(door, A).told()).containsExactly("CLOSING");
            assertThat(door.figures().active()).isZero();
        }

        @Test
        void aSecondTimeNothingHappens() {
            door.drain();

            assertThat(waiting.told()).containsExactly("CLOSING");
        }
    }

    @Nested
    class WhenTimersTakeNoMoreTasks {
        private final Timers closed =
                (_, _) -> {
                    throw new RejectedExecutionException("closed by a test");
                };
        private final Admission door =
                new Admission(new AdmissionLimits(1, 10, PATIENCE), closed, clock);

        @Test
        void whoWouldHaveToWaitIsTurnedAway() {
            Visitor inside = visit(door, A);

            assertThat(visit(door, A).told()).containsExactly("CLOSING");
            assertThat(inside.told()).containsExactly(Visitor.ADMITTED);
            assertThat(door.figures()).isEqualTo(new AdmissionFigures(1, 0, Duration.ZERO));
        }
    }

    @Nested
    class WhenAGuestFails {
        private final Admission door = door(1, 10);
        private final Visitor inside = visit(door, A);

        @Test
        void itsPlaceGoesToTheNext() {
            Visitor failing = failing(new IllegalStateException("thrown by a test")).comeTo(door);
            Visitor next = visit(door, A);

            inside.goAway();

            assertThat(failing.told()).containsExactly(Visitor.ADMITTED);
            assertThat(next.told()).containsExactly(Visitor.ADMITTED);
            assertThat(door.figures()).isEqualTo(new AdmissionFigures(1, 0, Duration.ZERO));
        }

        @Test
        void anErrorIsNoWorse() {
            Visitor failing = failing(new AssertionError("thrown by a test")).comeTo(door);
            Visitor next = visit(door, A);

            inside.goAway();

            assertThat(failing.told()).containsExactly(Visitor.ADMITTED);
            assertThat(next.told()).containsExactly(Visitor.ADMITTED);
        }

        @Test
        void itStillHasItsStay() {
            List<String> heard = new ArrayList<>();
            inside.goAway();

            door.host(
                    failing(new IllegalStateException("thrown by a test")),
                    () -> heard.add("stays"));

            assertThat(heard).containsExactly("stays");
        }

        @Test
        void othersAreTurnedAwayAllTheSame() {
            var _ =
                    new Visitor(A) {
                        @Override
                        public void turnedAway(TurnedAway why) {
                            throw new IllegalStateException("thrown by a test");
                        }
                    }.comeTo(door);
            Visitor other = visit(door, A);

            clock.advance(PATIENCE);

            assertThat(other.told()).containsExactly("WAITED_TOO_LONG");
            assertThat(timers.thrown()).isEmpty();
        }

        private static Visitor failing(RuntimeException thrown) {
            return new Restless(_ -> {
                throw thrown;
            });
        }

        private static Visitor failing(Error thrown) {
            return new Restless(_ -> {
                throw thrown;
            });
        }
    }

    @Nested
    class WhenAGuestLeavesAsSoonAsItIsAdmitted {
        private static final int MANY = 10_000;
        private final Admission door = door(1, MANY);
        private final Visitor inside = visit(door, A);

        @Test
        void theNextIsAdmittedAfterItAndNotInsideOfIt() {
            List<String> heard = new ArrayList<>();
            var _ =
                    new Restless(
                                    place -> {
                                        heard.add("first begins");
                                        place.leave();
                                        heard.add("first ends");
                                    })
                            .comeTo(door);
            var _ = new Restless(_ -> heard.add("second")).comeTo(door);

            inside.goAway();

            assertThat(heard).containsExactly("first begins", "first ends", "second");
        }

        @Test
        void aWholeLineOfThemIsNoTrouble() {
            List<Visitor> line =
                    IntStream.range(0, MANY)
                            .mapToObj(_ -> new Restless(Place::leave).comeTo(door))
                            .toList();
            Visitor last = visit(door, A);

            inside.place().leave();

            assertThat(line)
                    .allSatisfy(each -> assertThat(each.told()).containsExactly(Visitor.ADMITTED));
            assertThat(last.told()).isNotEmpty();
            line.forEach(Visitor::goAway);
        }
    }

    @Test
    void aGuestThatTakesLongKeepsNobodyFromComingAndGoing() throws InterruptedException {
        Admission door = door(1, 10);
        Visitor inside = visit(door, A);
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Visitor slow =
                new Restless(
                                _ -> {
                                    told.countDown();
                                    awaitUninterrupted(answered);
                                })
                        .comeTo(door);
        Thread leaving = Thread.startVirtualThread(inside::goAway);
        told.await();

        Visitor other = visit(door, A);
        slow.place().leave();

        assertThat(other.told()).containsExactly(Visitor.ADMITTED);
        answered.countDown();
        leaving.join();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "-1, 0, 1", "1, -1, 1", "1, 0, 0", "1, 0, -1"})
    void aLimitOutOfItsRangeIsAMistake(int ceiling, int maxQueued, long seconds) {
        Duration patience = Duration.ofSeconds(seconds);

        assertThatThrownBy(() -> new AdmissionLimits(ceiling, maxQueued, patience))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Admission door(int ceiling, int maxQueued) {
        return new Admission(new AdmissionLimits(ceiling, maxQueued, PATIENCE), timers, clock);
    }

    private static Visitor visit(Admission door, SourceAddress source) {
        return new Visitor(source).comeTo(door);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Does something as soon as it is admitted.
    private static final class Restless extends Visitor {
        private final Consumer<Place> whenAdmitted;

        Restless(Consumer<Place> whenAdmitted) {
            super(A);
            this.whenAdmitted = whenAdmitted;
        }

        @Override
        public void admitted(Place place) {
            super.admitted(place);
            whenAdmitted.accept(place);
        }
    }

    /// Writes down that it is admitted.
    private record Recorder(List<String> heard) implements Guest {
        @Override
        public SourceAddress source() {
            return A;
        }

        @Override
        public void admitted(Place place) {
            heard.add("admitted");
        }

        @Override
        public void turnedAway(TurnedAway why) {
            heard.add(why.name());
        }
    }
}
