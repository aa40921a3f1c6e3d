package org.careagent.neuron.adapters.outbound.system;

import org.careagent.neuron.application.port.Timers;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Timers that go by a clock: one thread waits, and each task runs on a virtual thread of its own.
///
/// No task begins before that clock shows its moment. What is waited for is a span of time, and the
/// clock may be set back meanwhile: then the rest is waited for too.
public final class SystemTimers implements Timers, AutoCloseable {
    private static final Logger LOG = System.getLogger(SystemTimers.class.getName());
    // Long enough to cost nothing, short enough to count in nanoseconds and to notice within a day
    // that the clock was set forward.
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    // Keeps a clock that creeps from being asked without a pause.
    private static final Duration SHORTEST_REST = Duration.ofMillis(1);

    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor waiting;

    /// Timers that go by `clock`.
    public SystemTimers(InstantSource clock) {
        this.clock = clock;
        this.waiting =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("timers").daemon().factory());
        // Nearly every timer is cancelled, and should not be kept until its time would have come.
        waiting.setRemoveOnCancelPolicy(true);
    }

    /// Schedules `task`.
    ///
    /// @throws java.util.concurrent.RejectedExecutionException if these timers are closed
    @Override
    public Timer schedule(Instant due, Runnable task) {
        Pending pending = new Pending(due, task);
        pending.await(remaining(due));
        return pending;
    }

    /// Drops all that has not begun. What is running runs on.
    @Override
    public void close() {
        var _ = waiting.shutdownNow();
    }

    private Duration remaining(Instant due) {
        Instant now = clock.instant();
        if (!due.isAfter(now)) {
            return Duration.ZERO;
        }
        return due.isAfter(now.plus(LONGEST_WAIT)) ? LONGEST_WAIT : Duration.between(now, due);
    }

    /// A task that waits for its moment.
    private final class Pending implements Timer {
        private final Instant due;
        private final Runnable task;
        // Whoever sets it decides: the task's thread that it runs, or `cancel` that it does not.
        private final AtomicBoolean decided = new AtomicBoolean();
        private volatile Optional<Future<?>> wait = Optional.empty();

        private Pending(Instant due, Runnable task) {
            this.due = due;
            this.task = task;
        }

        private void await(Duration remaining) {
            wait =
                    Optional.of(
                            waiting.schedule(
                                    this::awake, remaining.toNanos(), TimeUnit.NANOSECONDS));
        }

        private void awake() {
            Duration remaining = remaining(due);
            if (decided.get()) {
                return;
            }
            if (remaining.isZero()) {
                var _ = Thread.ofVirtual().name("timer").start(this::run);
            } else if (!waiting.isShutdown()) {
                await(remaining.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : remaining);
            }
        }

        private void run() {
            if (!decided.compareAndSet(false, true)) {
                return;
            }
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "a timer's task failed", e);
            }
        }

        @Override
        public void cancel() {
            if (decided.compareAndSet(false, true)) {
                wait.ifPresent(future -> future.cancel(false));
            }
        }
    }
}
