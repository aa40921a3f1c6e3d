package org.careagent.neuron.application.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.application.handshake.Admission.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

@Timeout(30)
final class AdmissionTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void hasAsManySlotsAsTheCeiling() {
        Admission door = new Admission(2, NONE);

        assertThat(door.enter()).isPresent();
        assertThat(door.enter()).isPresent();
        assertThat(door.enter()).isEmpty();
    }

    @Test
    void hasAtLeastOneSlot() {
        assertThatThrownBy(() -> new Admission(0, NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsWhoWaitsInAsSoonAsASlotIsFree() throws Exception {
        Admission door = new Admission(1, LONG);
        Slot held = door.enter().orElseThrow();
        Guest guest = Guest.waitingAt(door);

        held.close();

        assertThat(guest.slot()).isPresent();
    }

    @Test
    void letsInWhoHasWaitedLongest() throws Exception {
        Admission door = new Admission(1, LONG);
        Slot held = door.enter().orElseThrow();
        Guest first = Guest.waitingAt(door);
        Guest second = Guest.waitingAt(door);

        held.close();

        Slot passedOn = first.slot().orElseThrow();
        assertThat(second.isWaiting()).isTrue();
        passedOn.close();
        assertThat(second.slot()).isPresent();
    }

    @Test
    void letsNobodyWaitForeverAndForgetsWhoWentAway() {
        Admission door = new Admission(1, Duration.ofMillis(20));
        Slot held = door.enter().orElseThrow();
        long before = System.nanoTime();

        assertThat(door.enter()).isEmpty();

        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
        held.close();
        assertThat(door.enter()).isPresent();
    }

    @Test
    void freesASlotOnceHoweverOftenItIsClosed() {
        Admission door = new Admission(1, NONE);
        Slot slot = door.enter().orElseThrow();

        slot.close();
        slot.close();

        assertThat(door.enter()).isPresent();
        assertThat(door.enter()).isEmpty();
    }

    @Test
    void freesASlotOnceWhenManyCloseItTogether() throws Exception {
        Admission door = new Admission(1, NONE);
        Slot slot = door.enter().orElseThrow();
        CountDownLatch together = new CountDownLatch(1);
        Thread[] closers = new Thread[8];
        for (int i = 0; i < closers.length; i++) {
            closers[i] =
                    Thread.startVirtualThread(() -> {
                        awaitUninterrupted(together);
                        slot.close();
                    });
        }

        together.countDown();

        for (Thread closer : closers) {
            closer.join();
        }
        assertThat(door.enter()).isPresent();
        assertThat(door.enter()).isEmpty();
    }

    @Test
    void doesNotTakeTheSlotOfAnotherWhenAnOldOneIsClosedAgain() {
        Admission door = new Admission(1, NONE);
        Slot old = door.enter().orElseThrow();
        old.close();
        Slot held = door.enter().orElseThrow();

        old.close();

        assertThat(door.enter()).isEmpty();
        held.close();
    }

    @Test
    void sendsAwayWhoIsInterruptedAndKeepsNoPlaceForThem() throws Exception {
        Admission door = new Admission(1, LONG);
        Slot held = door.enter().orElseThrow();
        Guest guest = Guest.waitingAt(door);

        guest.interrupt();

        assertThat(guest.slot()).isEmpty();
        assertThat(guest.leftInterrupted()).isTrue();
        held.close();
        assertThat(door.enter()).isPresent();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Somebody at the door, on a thread of their own.
    private static final class Guest {
        private final FutureTask<Optional<Slot>> entering;
        private final Thread thread;
        private volatile boolean leftInterrupted;

        private Guest(Admission door) {
            entering =
                    new FutureTask<>(() -> {
                        Optional<Slot> slot = door.enter();
                        leftInterrupted = Thread.currentThread().isInterrupted();
                        return slot;
                    });
            thread = Thread.ofPlatform().daemon().start(entering);
        }

        /// Returns once they wait.
        static Guest waitingAt(Admission door) {
            Guest guest = new Guest(door);
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!guest.isWaiting()) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
            return guest;
        }

        boolean isWaiting() {
            return thread.getState() == Thread.State.TIMED_WAITING;
        }

        void interrupt() {
            thread.interrupt();
        }

        Optional<Slot> slot() throws Exception {
            return entering.get(10, TimeUnit.SECONDS);
        }

        boolean leftInterrupted() {
            return leftInterrupted;
        }
    }
}
