package org.careagent.neuron.application.port;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Timers of a [ManualClock]: tasks run on the thread that advances the clock, one after the other,
/// and are done when it has come back. So, unlike the tasks of other timers, they must not wait for
/// one another.
public final class ManualTimers implements Timers {
    private final ManualClock clock;
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();

    /// Timers that run when `clock` is advanced.
    public ManualTimers(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public Timer schedule(Instant due, Runnable task) {
        ManualClock.Due entry = clock.add(due, () -> runGuarded(task));
        return () -> clock.remove(entry);
    }

    /// How many tasks of the clock are still to run.
    public int pending() {
        return clock.pending();
    }

    /// What tasks have thrown.
    public List<Throwable> thrown() {
        return List.copyOf(thrown);
    }

    private void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            thrown.add(e);
        }
    }
}
