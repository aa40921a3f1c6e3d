package org.careagent.neuron.application.handshake;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The safety ceiling (handshake protocol, section 5): at most so many sessions are open at once,
/// and who comes on top of that waits, oldest first.
public final class Admission {
    private final int ceiling;
    private final Semaphore slots;
    private final Duration patience;

    /// @param ceiling how many sessions may be open at once, at least 1
    /// @param patience how long one request waits for a slot
    public Admission(int ceiling, Duration patience) {
        if (ceiling < 1) {
            throw new IllegalArgumentException("the ceiling is at least 1");
        }
        this.ceiling = ceiling;
        this.slots = new Semaphore(ceiling, true);
        this.patience = patience;
    }

    /// Waits for a slot on the calling (virtual) thread.
    ///
    /// @return the slot; empty when none came free in time, or when the thread was interrupted
    public Optional<Slot> enter() {
        try {
            return slots.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                    ? Optional.of(new Slot(slots))
                    : Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// How many slots are taken now.
    public int active() {
        return ceiling - slots.availablePermits();
    }

    /// About how many wait for a slot now.
    public int queued() {
        return slots.getQueueLength();
    }

    /// One place under the ceiling. Closing it a second time does nothing.
    public static final class Slot implements AutoCloseable {
        private final Semaphore slots;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Slot(Semaphore slots) {
            this.slots = slots;
        }

        /// Frees the place for the one who has waited longest.
        @Override
        public void close() {
            if (held.compareAndSet(true, false)) {
                slots.release();
            }
        }
    }
}
