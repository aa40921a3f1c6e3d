package org.careagent.neuron.application.access;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.Timers;
import org.careagent.neuron.domain.access.ApiKeyId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps in mind when API keys were last used, and has it stored once a minute, for all of them at
/// once: no request waits for it, or fails because of it.
///
/// What the storage does not take is told again a minute later. A kill loses at most the uses of
/// the last minute, or those that the storage has not taken since it began to fail. There is one
/// time in memory for each key that was used, so no more than there are keys. Safe for use by many
/// threads.
public final class KeyUse implements AutoCloseable {
    /// How often it is stored.
    public static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final System.Logger LOGGER = System.getLogger(KeyUse.class.getName());

    private final ApiKeyStore keys;
    private final Timers timers;
    private final InstantSource clock;
    // What the storage has not taken yet.
    private final Map<ApiKeyId, Instant> untold = new ConcurrentHashMap<>();
    private Optional<Timers.Timer> next = Optional.empty();
    private boolean closed;

    /// Stores nothing before it is started.
    ///
    /// @param keys where it is stored
    /// @param timers tell when a minute is over
    /// @param clock what minutes are measured by
    public KeyUse(ApiKeyStore keys, Timers timers, InstantSource clock) {
        this.keys = keys;
        this.timers = timers;
        this.clock = clock;
    }

    /// From now on it is stored once a minute, until this is closed.
    public synchronized void start() {
        scheduleNext();
    }

    /// A key of this storage was used at that time. Returns at once.
    void used(ApiKeyId key, Instant at) {
        var _ = untold.merge(key, at, KeyUse::later);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private synchronized void tellAndGoOn() {
        if (!closed) {
            try {
                tell();
            } finally {
                scheduleNext();
            }
        }
    }

    private void scheduleNext() {
        next = Optional.of(timers.schedule(clock.instant().plus(INTERVAL), this::tellAndGoOn));
    }

    private void tell() {
        Map<ApiKeyId, Instant> told = Map.copyOf(untold);
        if (told.isEmpty()) {
            return;
        }
        try {
            keys.used(told);
            // One that was used again meanwhile stays.
            told.forEach(untold::remove);
        } catch (RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "when API keys were last used could not be stored; it is tried again",
                    e);
        }
    }

    /// Stores what is left, and nothing from then on. Whatever becomes of it, this returns.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            next.ifPresent(Timers.Timer::cancel);
            tell();
        }
    }
}
