package org.careagent.neuron.application.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.admission.Admission.Place;
import org.careagent.neuron.application.port.Timers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Many threads at one door, where guests come, are admitted, leave, lose their patience and fail,
/// all at once, and in the end the door closes.
@Timeout(120)
final class AdmissionStressTest {
    private static final AdmissionLimits LIMITS = new AdmissionLimits(5, 40, Duration.ofMillis(5));
    private static final int THREADS = 80;
    private static final int VISITS = 200;
    private static final int VISITS_BEFORE_DRAIN = THREADS * VISITS * 3 / 4;
    private static final int MOST_SECONDS = 30;
    private static final Duration A_MOMENT = Duration.ofNanos(50_000);

    private final OneTimer timers = new OneTimer();
    private final Admission door = new Admission(LIMITS, timers, InstantSource.system());
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();

    @AfterEach
    void stop() {
        timers.close();
    }

    @Test
    void holdsTheCeilingAndForgetsNobody() throws Exception {
        List<Future<?>> threads = new ArrayList<>();
        try (ExecutorService light = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService heavy = Executors.newCachedThreadPool()) {
            IntStream.range(0, THREADS)
                    .forEach(seed -> {
                        ExecutorService kind = seed % 10 == 0 ? heavy : light;
                        threads.add(kind.submit(() -> visitAgainAndAgain(seed)));
                    });
        }

        for (Future<?> thread : threads) {
            thread.get();
        }
        assertThat(mostInside.get()).isBetween(1, LIMITS.ceiling());
        assertThat(inside).hasValue(0);
        assertThat(timers.mostPending).hasValue(1);
        assertThat(door.figures()).isEqualTo(new AdmissionFigures(0, 0, Duration.ZERO));
    }

    private void visitAgainAndAgain(int seed) {
        Random random = new Random(seed);
        for (int visit = 0; visit < VISITS; visit++) {
            if (visits.incrementAndGet() == VISITS_BEFORE_DRAIN) {
                door.drain();
            }
            Stranger stranger = new Stranger(random.nextInt(6), random.nextInt(8));
            door.host(stranger, stranger::stay);
            assertThat(stranger.told).hasValueLessThanOrEqualTo(1);
        }
    }

    /// Somebody who keeps count of those who are inside.
    private final class Stranger implements Guest {
        private final SourceAddress source;
        private final int mood;
        private final CountDownLatch decided = new CountDownLatch(1);
        private final AtomicInteger told = new AtomicInteger();
        private boolean counted;
        private boolean gone;

        Stranger(int address, int mood) {
            this.source = new SourceAddress(4, address);
            this.mood = mood;
        }

        @Override
        public SourceAddress source() {
            return source;
        }

        @Override
        public void admitted(Place place) {
            comeIn();
            if (mood == 0) {
                goOut();
                place.leave();
            }
            decided.countDown();
        }

        @Override
        public void turnedAway(TurnedAway why) {
            var _ = told.incrementAndGet();
            decided.countDown();
        }

        /// In most moods it waits until it is told, which must not take for ever; in some it goes
        /// after a while. Once it is in, it takes some time.
        void stay() {
            try {
                if (mood > 2) {
                    assertThat(decided.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
                } else {
                    var _ = decided.await(mood, TimeUnit.MILLISECONDS);
                }
                LockSupport.parkNanos(A_MOMENT.multipliedBy(mood).toNanos());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                goOut();
            }
        }

        private synchronized void comeIn() {
            var _ = told.incrementAndGet();
            if (!gone) {
                counted = true;
                var _ = mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
            }
        }

        private synchronized void goOut() {
            gone = true;
            if (counted) {
                counted = false;
                var _ = inside.decrementAndGet();
            }
        }
    }

    /// Timers that go by the real time, and count their tasks.
    private static final class OneTimer implements Timers {
        private final ScheduledExecutorService waiting =
                Executors.newSingleThreadScheduledExecutor();
        private final AtomicInteger pending = new AtomicInteger();
        private final AtomicInteger mostPending = new AtomicInteger();

        @Override
        public Timer schedule(Instant due, Runnable task) {
            var _ = mostPending.accumulateAndGet(pending.incrementAndGet(), Math::max);
            Duration delay = Duration.between(Instant.now(), due);
            var scheduled =
                    waiting.schedule(() -> start(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        }

        private void start(Runnable task) {
            var _ = pending.decrementAndGet();
            var _ = Thread.startVirtualThread(task);
        }

        void close() {
            var _ = waiting.shutdownNow();
        }
    }
}
