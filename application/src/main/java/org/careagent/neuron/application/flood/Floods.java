package org.careagent.neuron.application.flood;

import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.Timers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// Keeps anybody from filling the audit trail from outside: what one address causes beyond so many
/// fruitless attempts a minute is counted, and told in one entry when the minute is over (audit
/// log, `…_coalesced`).
///
/// Counts are in memory only: those of the running minute are lost with the process. Safe for use
/// by many threads.
public final class Floods {
    /// How much is recorded one by one (audit log).
    public static final int RECORDED_A_MINUTE = 100;

    /// How many addresses are told apart, each for some hundred bytes; the rest share one count.
    public static final int MOST_ADDRESSES = 10_000;

    /// What that rest is called.
    public static final String OTHERS = "others";

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final System.Logger LOGGER = System.getLogger(Floods.class.getName());

    private final int most;
    private final Telling telling;
    private final Journal journal;
    private final Timers timers;
    private final InstantSource clock;
    private final Map<String, Window> windows = new HashMap<>();

    /// How the trail tells what was only counted.
    @FunctionalInterface
    public interface Telling {
        /// The event for `count` of them from `address`, the first at `since`.
        AuditEvent of(String address, long count, Instant since);
    }

    /// One minute of one address.
    private static final class Window {
        private final Instant end;
        private int fruitless;
        private long coalesced;
        private Instant firstCoalesced;

        private Window(Instant start) {
            this.end = start.plus(WINDOW);
            this.firstCoalesced = start;
        }
    }

    /// @param most how many attempts of one address in a minute are taken; 1 or more
    /// @param telling how the rest is told
    /// @param journal where counts are told
    /// @param timers tell when a minute is over
    /// @param clock what minutes are measured by
    public Floods(int most, Telling telling, Journal journal, Timers timers, InstantSource clock) {
        this.most = most;
        this.telling = telling;
        this.journal = journal;
        this.timers = timers;
        this.clock = clock;
    }

    /// Whether one more attempt of `address` is taken, and may be recorded, until it turns out to
    /// be fruitful.
    public synchronized boolean take(String address) {
        Window window = windowOf(address);
        boolean free = window.fruitless < most;
        window.fruitless += free ? 1 : 0;
        return free;
    }

    /// An attempt that was taken has borne fruit after all.
    public synchronized void giveBack(String address) {
        Window window = windowOf(address);
        window.fruitless -= window.fruitless > 0 ? 1 : 0;
    }

    /// A refusal of `address` is only counted.
    public synchronized void count(String address) {
        String name = nameFor(address);
        Window window = windowOf(address);
        if (window.coalesced == 0) {
            window.firstCoalesced = clock.instant();
            var _ = timers.schedule(window.end, () -> tell(name, window));
        }
        window.coalesced++;
    }

    /// How long it is until `address` may try again, if it has tried too often.
    public synchronized Duration wait(String address) {
        return Duration.between(clock.instant(), windowOf(address).end);
    }

    private Window windowOf(String address) {
        Instant now = clock.instant();
        String name = nameFor(address);
        Window known = windows.get(name);
        if (known != null && now.isBefore(known.end)) {
            return known;
        }
        Window fresh = new Window(now);
        windows.put(name, fresh);
        return fresh;
    }

    private String nameFor(String address) {
        if (windows.containsKey(address) || windows.size() < MOST_ADDRESSES) {
            return address;
        }
        forgetThePast();
        return windows.size() < MOST_ADDRESSES ? address : OTHERS;
    }

    private void forgetThePast() {
        Instant now = clock.instant();
        Iterator<Window> each = windows.values().iterator();
        while (each.hasNext()) {
            if (!now.isBefore(each.next().end)) {
                each.remove();
            }
        }
    }

    private synchronized AuditEvent event(String address, Window window) {
        return telling.of(address, window.coalesced, window.firstCoalesced);
    }

    private void tell(String address, Window window) {
        try {
            journal.record(event(address, window));
        } catch (RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "refusals that were only counted could not be recorded",
                    e);
        }
    }
}
