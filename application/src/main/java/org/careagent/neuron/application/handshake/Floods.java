package org.careagent.neuron.application.handshake;

import org.careagent.neuron.application.admission.SourceAddress;
import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.Timers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// Keeps anybody from filling the audit trail from outside: what one address causes beyond 100
/// fruitless handshakes a minute is counted, and told in one entry when the minute is over (audit
/// log, `connection.refusals_coalesced`). A handshake that completes costs nothing, and is always
/// recorded in full.
///
/// Counts are in memory only: those of the running minute are lost with the process. Safe for use by
/// many threads.
public final class Floods {
    static final int RECORDED_A_MINUTE = 100;
    // Each costs some hundred bytes; with more at once, the rest share one count.
    static final int MOST_ADDRESSES = 10_000;
    static final String OTHERS = "others";

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final System.Logger LOGGER = System.getLogger(Floods.class.getName());

    private final Journal journal;
    private final Timers timers;
    private final InstantSource clock;
    private final Map<String, Window> windows = new HashMap<>();

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

    /// @param journal where counts are told
    /// @param timers tell when a minute is over
    /// @param clock what minutes are measured by
    public Floods(Journal journal, Timers timers, InstantSource clock) {
        this.journal = journal;
        this.timers = timers;
        this.clock = clock;
    }

    /// What a handshake of `source` may leave in the trail.
    Trace trace(SourceAddress source) {
        return new Trace(this, source.text());
    }

    /// Whether one more handshake of `address` may be recorded, until it turns out to be fruitful.
    synchronized boolean take(String address) {
        Window window = windowOf(address);
        boolean free = window.fruitless < RECORDED_A_MINUTE;
        window.fruitless += free ? 1 : 0;
        return free;
    }

    /// A handshake that was taken for fruitless has completed.
    synchronized void giveBack(String address) {
        Window window = windowOf(address);
        window.fruitless -= window.fruitless > 0 ? 1 : 0;
    }

    /// A refusal of `address` is only counted.
    synchronized void count(String address) {
        String name = nameFor(address);
        Window window = windowOf(address);
        if (window.coalesced == 0) {
            window.firstCoalesced = clock.instant();
            var _ = timers.schedule(window.end, () -> tell(name, window));
        }
        window.coalesced++;
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
        return new AuditEvent.RefusalsCoalesced(
                address, window.coalesced, window.firstCoalesced);
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
