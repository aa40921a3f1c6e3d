package org.careagent.neuron.adapters.outbound.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.Timers;
import org.careagent.neuron.application.port.TimersContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

final class SystemTimersTest extends TimersContract {
    private static final InstantSource CLOCK = InstantSource.system();

    private final SystemTimers timers = new SystemTimers(CLOCK);

    @Override
    protected Timers timers() {
        return timers;
    }

    @Override
    protected Instant now() {
        return CLOCK.instant();
    }

    @Override
    protected void advance(Duration by) {
        Instant until = now().plus(by);
        while (now().isBefore(until)) {
            LockSupport.parkNanos(Duration.between(now(), until).toNanos());
        }
    }

    @AfterEach
    void close() {
        timers.close();
    }

    /// A clock that was set back, or runs behind the machine's own count of time.
    @Test
    void waitsAgainWhileTheClockHasNotReachedTheMoment() throws Exception {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        ManualClock slow = new ManualClock(start);
        CountDownLatch askedOften = new CountDownLatch(5);
        InstantSource watched =
                () -> {
                    askedOften.countDown();
                    return slow.instant();
                };
        try (SystemTimers behind = new SystemTimers(watched)) {
            CompletableFuture<Instant> ran = new CompletableFuture<>();
            var _ = behind.schedule(start.plusMillis(10), () -> ran.complete(slow.instant()));
            assertThat(askedOften.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ran).isNotDone();

            slow.advance(Duration.ofMillis(10));

            assertThat(ran.get(10, TimeUnit.SECONDS)).isEqualTo(start.plusMillis(10));
        }
    }

    @Test
    void runsTasksOnVirtualThreads() throws Exception {
        CompletableFuture<Boolean> virtual = new CompletableFuture<>();
        var _ = timers.schedule(now(), () -> virtual.complete(Thread.currentThread().isVirtual()));

        assertThat(virtual.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void onceClosedTakesNoMore() {
        timers.close();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> timers.schedule(now(), () -> {}));
    }
}
