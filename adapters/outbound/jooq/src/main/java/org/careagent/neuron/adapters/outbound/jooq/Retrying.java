package org.careagent.neuron.adapters.outbound.jooq;

import org.jooq.exception.DataAccessException;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Runs a transaction again after what a database throws in passing: a race that was lost, a server
/// that goes away and comes back. Pauses grow, and differ from one to the other, so that those who
/// collided once do not collide again; there is an end to it after a while.
final class Retrying {
    /// How long a Neuron tries before a handshake fails.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(4);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    // The loser of a race nearly always knows at the second attempt; a constraint that goes on
    // being
    // violated is a mistake that time does not heal.
    private static final int MOST_LOST_TO_A_CONSTRAINT = 5;

    private final Duration patience;
    private final LongSupplier nanos;
    private final Sleeper sleeper;
    private final DoubleSupplier chance;

    /// Waits.
    interface Sleeper {
        /// Returns after `pause`, also where the thread is interrupted; it is so still.
        void sleep(Duration pause);
    }

    /// On the time of this machine.
    ///
    /// @param patience how long after the first attempt another may begin
    Retrying(Duration patience) {
        this(
                patience,
                System::nanoTime,
                Retrying::sleepUninterruptibly,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /// @param nanos never goes backwards, as [System#nanoTime]
    /// @param chance at least 0 and less than 1
    Retrying(Duration patience, LongSupplier nanos, Sleeper sleeper, DoubleSupplier chance) {
        this.patience = patience;
        this.nanos = nanos;
        this.sleeper = sleeper;
        this.chance = chance;
    }

    /// The result of `transaction`, which may be run more than once, each time from its beginning.
    /// Once a connection was lost in such a way that an attempt may have been committed, every
    /// later one begins by asking `afterDoubt`.
    ///
    /// @param afterDoubt the result if an earlier attempt was committed after all, else empty
    /// @throws DataAccessException the last one, if there is no more time, or it is of a kind that
    ///   does not pass; after a lost connection the outcome may be unknown
    <T> T run(Supplier<T> transaction, Supplier<Optional<T>> afterDoubt) {
        long end = nanos.getAsLong() + patience.toNanos();
        boolean inDoubt = false;
        int lostToConstraint = 0;
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                Optional<T> earlier = inDoubt ? afterDoubt.get() : Optional.empty();
                return earlier.isPresent() ? earlier.get() : transaction.get();
            } catch (DataAccessException e) {
                Mishap mishap = Mishap.of(e);
                inDoubt |= mishap == Mishap.UNKNOWN_OUTCOME;
                lostToConstraint += mishap == Mishap.CONSTRAINT ? 1 : 0;
                if (mishap == Mishap.LASTING || lostToConstraint == MOST_LOST_TO_A_CONSTRAINT) {
                    throw e;
                }
                pauseBefore(end, pause, e);
            }
        }
    }

    private void pauseBefore(long end, Duration pause, DataAccessException failure) {
        Duration some = Duration.ofNanos((long) (pause.toNanos() * (1 + chance.getAsDouble()) / 2));
        if (nanos.getAsLong() + some.toNanos() - end >= 0) {
            throw failure;
        }
        sleeper.sleep(some);
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private static void sleepUninterruptibly(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        boolean interrupted = false;
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            try {
                Thread.sleep(Duration.ofNanos(left));
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
