package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.datafolder.DataFolderInUseException;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waiting for something that does not take long.
final class Patience {
    // Another command may be at the data, or a Neuron may be starting or stopping.
    private static final Duration FOR_DATA = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

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
}
