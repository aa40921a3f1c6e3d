package org.careagent.neuron.application.port;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// A clock that stands still until it is told to go on. The tasks of its [ManualTimers] run
/// meanwhile, each at the very moment at which it is due.
public final class ManualClock implements InstantSource {
    private final PriorityQueue<Due> schedule =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private Instant now;
    private long numbered;

    /// A clock that shows `now`.
    public ManualClock(Instant now) {
        this.now = now;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /// Lets time pass, and runs on the calling thread what falls due, in its order: what these
    /// tasks schedule for that time as well.
    public void advance(Duration by) {
        Instant target = instant().plus(by);
        for (Optional<Due> due = next(target); due.isPresent(); due = next(target)) {
            due.get().task().run();
        }
        moveTo(target);
    }

    /// How many tasks are still to run.
    synchronized int pending() {
        return schedule.size();
    }

    /// Puts `task` down for `at`; what is past due runs at the next [#advance], even by nothing.
    synchronized Due add(Instant at, Runnable task) {
        Due due = new Due(at, numbered++, task);
        schedule.add(due);
        return due;
    }

    synchronized void remove(Due due) {
        schedule.remove(due);
    }

    private synchronized Optional<Due> next(Instant target) {
        Due first = schedule.peek();
        if (first == null || first.at().isAfter(target)) {
            return Optional.empty();
        }
        schedule.remove(first);
        moveTo(first.at());
        return Optional.of(first);
    }

    private synchronized void moveTo(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }

    /// What is to run, and when; of two for one moment, the one scheduled first goes first.
    record Due(Instant at, long number, Runnable task) {}
}
