package org.careagent.neuron.load;

import org.careagent.neuron.load.server.NeuronProcess;
import org.careagent.neuron.load.server.Status;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// Waits, looking again and again, until something is so.
final class Await {
    private static final Duration PAUSE = Duration.ofMillis(2);

    private Await() {}

    /// Something to look at.
    @FunctionalInterface
    interface Look {
        boolean holds() throws IOException;
    }

    /// Looks until it is so.
    ///
    /// @return after what time it was; empty if it was not within `patience`
    static Optional<Duration> until(Duration patience, Look look)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!look.holds()) {
            if (since(start).compareTo(patience) > 0) {
                return Optional.empty();
            }
            Thread.sleep(PAUSE);
        }
        return Optional.of(since(start));
    }

    /// The same for the status of a Neuron.
    static Optional<Duration> status(
            NeuronProcess neuron, Duration patience, Predicate<Status> condition)
            throws IOException, InterruptedException {
        return until(patience, () -> condition.test(neuron.status()));
    }

    /// The same, where all that follows depends on it.
    ///
    /// @throws IOException if it is not so within `patience`
    static void requireStatus(
            NeuronProcess neuron, Duration patience, Predicate<Status> condition, String what)
            throws IOException, InterruptedException {
        if (status(neuron, patience, condition).isEmpty()) {
            throw new IOException(
                    what + ": not within " + Figures.millis(patience) + ", but " + neuron.status());
        }
    }

    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
