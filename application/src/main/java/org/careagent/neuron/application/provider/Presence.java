package org.careagent.neuron.application.provider;

import org.careagent.neuron.domain.identity.Npi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Which providers' agents are there, as far as they have said so to this node since it started.
/// Nothing of it is kept: it says nothing of whether anybody is registered. Safe for use by many
/// threads.
public final class Presence {
    /// How long an agent that says nothing still counts as there: three times as long as it has
    /// between two heartbeats.
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private final InstantSource clock;
    // One a provider that was ever registered, at the most.
    private final Map<Npi, Instant> seen = new ConcurrentHashMap<>();

    /// @param clock tells when somebody is seen
    public Presence(InstantSource clock) {
        this.clock = clock;
    }

    /// The agent of that provider is there.
    ///
    /// @param provider one that is registered
    /// @return when it was seen: now
    public Instant see(Npi provider) {
        Instant now = clock.instant();
        seen.put(provider, now);
        return now;
    }

    /// The agent of that provider comes, if none is there. One that was not seen for [#PATIENCE] is
    /// there no more: an agent that crashed can come back.
    ///
    /// @param provider one that is registered
    /// @return whether none was
    public boolean arrive(Npi provider) {
        Instant now = clock.instant();
        Instant before = now.minus(PATIENCE);
        AtomicBoolean arrived = new AtomicBoolean();
        seen.compute(
                provider,
                (_, last) -> {
                    arrived.set(last == null || last.isBefore(before));
                    return arrived.get() ? now : last;
                });
        return arrived.get();
    }

    /// The agent of that provider has gone.
    public void leave(Npi provider) {
        seen.remove(provider);
    }
}
