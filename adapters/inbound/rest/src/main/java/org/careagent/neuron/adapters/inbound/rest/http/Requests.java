package org.careagent.neuron.adapters.inbound.rest.http;

import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.domain.access.ApiKeyId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// What requests leave in the audit trail (audit log, category `api_access`).
final class Requests {
    private static final Duration BETWEEN_TELLINGS = Duration.ofMinutes(1);

    private final Journal journal;
    private final InstantSource clock;
    // When it was last told that a key has used up its share: else whoever has one could fill the
    // disk. One a key, as with its bucket.
    private final Map<ApiKeyId, Instant> told = new ConcurrentHashMap<>();

    Requests(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// On return it is durable that `key` has asked.
    void asked(Request request, ApiKeyId key) {
        journal.record(new AuditEvent.ApiRequested(request.method(), request.pathToTell(), key));
    }

    /// On return it is durable that somebody without a good key has.
    void unknown(Request request, String reason) {
        journal.record(new AuditEvent.AuthFailed(request.method(), request.pathToTell(), reason));
    }

    /// Tells that `key` has used up its share, once a minute at most.
    void limited(Request request, ApiKeyId key) {
        if (isDue(key, clock.instant())) {
            journal.record(new AuditEvent.RateLimited(request.method(), request.pathToTell(), key));
        }
    }

    private boolean isDue(ApiKeyId key, Instant now) {
        AtomicBoolean due = new AtomicBoolean();
        told.compute(
                key,
                (_, last) -> {
                    due.set(last == null || !now.isBefore(last.plus(BETWEEN_TELLINGS)));
                    return due.get() ? now : last;
                });
        return due.get();
    }
}
