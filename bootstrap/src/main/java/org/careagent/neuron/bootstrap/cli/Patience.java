package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.datafolder.DataFolderInUseException;
import org.careagent.neuron.adapters.outbound.jooq.DatabaseAwayException;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waiting for something that does not take long.
final class Patience {
    // Another command may be at the data, or a Neuron may be starting or stopping.
    private static final Duration FOR_DATA = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);
    // A server that is started together with the Neuron may need that long.
    private static final Duration FOR_DATABASE = Duration.ofSeconds(30);
    private static final System.Logger LOGGER = System.getLogger(Patience.class.getName());

    private final long end;

    private Patience(Duration patience) {
        this.end = System.nanoTime() + patience.toNanos();
    }

    /// So much of it, from now on.
    static Patience of(Duration patience) {
        return new Patience(patience);
    }

    /// Waits for a moment.
    ///
    /// @return whether there is any patience left; if not, it has not waited
    boolean waits() {
        if (System.nanoTime() - end > 0) {
            return false;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
        return true;
    }

    /// What `attempt` gives, which is made again while another process has the data.
    ///
    /// @throws CommandFailure if that one keeps it
    static <T> T untilDataIsFree(Supplier<T> attempt) {
        Patience patience = Patience.of(FOR_DATA);
        while (true) {
            try {
                return attempt.get();
            } catch (DataFolderInUseException e) {
                if (!patience.waits()) {
                    throw new CommandFailure(ExitStatus.IN_USE, e);
                }
            }
        }
    }

    /// What `attempt` gives, which is made again while the database is not there. The log says once
    /// what is waited for.
    ///
    /// @throws DatabaseAwayException if it does not come
    static <T> T untilDatabaseIsThere(Supplier<T> attempt) {
        return untilDatabaseIsThere(FOR_DATABASE, attempt);
    }

    static <T> T untilDatabaseIsThere(Duration longest, Supplier<T> attempt) {
        Patience patience = Patience.of(longest);
        for (boolean first = true; ; first = false) {
            try {
                return attempt.get();
            } catch (DatabaseAwayException e) {
                if (!patience.waits()) {
                    throw e;
                }
                sayOnce(first, longest, e);
            }
        }
    }

    private static void sayOnce(boolean first, Duration longest, DatabaseAwayException away) {
        if (first) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "{0}; waiting for it, for {1} s at most",
                    away.what(),
                    longest.toSeconds());
        }
    }
}
