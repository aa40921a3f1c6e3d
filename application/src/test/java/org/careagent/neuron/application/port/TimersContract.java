package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// What all [Timers] do.
public abstract class TimersContract {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LATER = Duration.ofMillis(150);
    private static final Duration FAR_OFF = Duration.ofHours(1);
    private static final int PATIENCE_SECONDS = 10;

    /// The timers under test, the same all through a test.
    protected abstract Timers timers();

    /// The time that these timers go by.
    protected abstract Instant now();

    /// Returns when at least `by` more has passed by that time.
    protected abstract void advance(Duration by);

    /// Whether a task may wait for another, as the port promises; a fake may break that promise.
    protected boolean tasksHaveThreadsOfTheirOwn() {
        return true;
    }

    @Test
    void runsATaskOnceItIsDue() throws InterruptedException {
        Instant due = now().plus(SOON);
        List<Instant> ran = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        var _ =
                timers().schedule(
                                due,
                                () -> {
                                    ran.add(now());
                                    done.countDown();
                                });

        advance(SOON);

        await(done);
        assertThat(ran).singleElement().satisfies(at -> assertThat(at).isAfterOrEqualTo(due));
    }

    @Test
    void runsATaskNoSecondTime() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch later = new CountDownLatch(1);
        var _ = timers().schedule(now().plus(SOON), runs::incrementAndGet);
        var _ = timers().schedule(now().plus(LATER), later::countDown);

        advance(LATER);

        await(later);
        assertThat(runs).hasValue(1);
    }

    @Test
    void runsNoTaskBeforeItIsDue() throws InterruptedException {
        AtomicInteger early = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        var _ = timers().schedule(now().plus(FAR_OFF), early::incrementAndGet);
        var _ = timers().schedule(now().plus(SOON), done::countDown);

        advance(SOON);

        await(done);
        assertThat(early).hasValue(0);
    }

    @Test
    void runsAtOnceWhatIsPastDue() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(2);
        var _ = timers().schedule(now().minus(FAR_OFF), done::countDown);
        var _ = timers().schedule(Instant.MIN, done::countDown);

        advance(Duration.ZERO);

        await(done);
    }

    @Test
    void takesATaskForTheEndOfTime() throws InterruptedException {
        AtomicInteger early = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        Timers.Timer timer = timers().schedule(Instant.MAX, early::incrementAndGet);
        var _ = timers().schedule(now().plus(SOON), done::countDown);

        advance(SOON);

        await(done);
        assertThat(early).hasValue(0);
        timer.cancel();
    }

    @Test
    void doesNotRunWhatWasCancelled() throws InterruptedException {
        AtomicInteger runs = cancelledInTime();
        CountDownLatch later = new CountDownLatch(1);
        var _ = timers().schedule(now().plus(LATER), later::countDown);

        advance(LATER);

        await(later);
        assertThat(runs).hasValue(0);
    }

    /// Cancels a task twice before it is due, and counts its runs; on a busy machine that may take
    /// more than one attempt.
    private AtomicInteger cancelledInTime() {
        while (true) {
            AtomicInteger runs = new AtomicInteger();
            Instant due = now().plus(SOON);
            Timers.Timer timer = timers().schedule(due, runs::incrementAndGet);
            timer.cancel();
            timer.cancel();
            if (now().isBefore(due)) {
                return runs;
            }
        }
    }

    @Test
    void cancelComesTooLateForWhatHasRun() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Timers.Timer timer = timers().schedule(now().plus(SOON), done::countDown);

        advance(SOON);
        await(done);

        timer.cancel();
    }

    @Test
    void runsAllTasksOfOneMoment() throws InterruptedException {
        int many = 1_000;
        CountDownLatch done = new CountDownLatch(many);
        Instant due = now().plus(SOON);
        IntStream.range(0, many)
                .forEach(_ -> {
                    var _ = timers().schedule(due, done::countDown);
                });

        advance(SOON);

        await(done);
    }

    @Test
    void aTaskThatThrowsHarmsNoOther() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        var _ =
                timers().schedule(
                                now(),
                                () -> {
                                    throw new IllegalStateException("thrown by a test");
                                });
        var _ =
                timers().schedule(
                                now(),
                                () -> {
                                    throw new AssertionError("thrown by a test");
                                });
        var _ = timers().schedule(now().plus(SOON), done::countDown);

        advance(SOON);

        await(done);
    }

    @Test
    void aTaskMayScheduleAnother() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        var _ =
                timers().schedule(
                                now(),
                                () -> {
                                    var _ = timers().schedule(now(), done::countDown);
                                });

        advance(SOON);

        await(done);
    }

    @Test
    void aTaskThatBlocksDelaysNoOther() throws InterruptedException {
        assumeTrue(tasksHaveThreadsOfTheirOwn(), "these timers run tasks one after the other");
        int many = 100;
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(many);
        IntStream.range(0, many)
                .forEach(_ -> {
                    var _ =
                            timers().schedule(
                                            now(),
                                            () -> {
                                                blocked.countDown();
                                                awaitQuietly(release);
                                            });
                });
        CountDownLatch done = new CountDownLatch(1);
        var _ = timers().schedule(now().plus(SOON), done::countDown);

        advance(SOON);

        await(blocked);
        await(done);
        release.countDown();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            await(latch);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
