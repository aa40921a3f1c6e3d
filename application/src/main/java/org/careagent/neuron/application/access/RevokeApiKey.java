package org.careagent.neuron.application.access;

import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.access.ApiKeyId;

import java.time.InstantSource;
import java.util.List;

/// Revokes API keys, for good (REST API, "Access").
public final class RevokeApiKey {
    private final ApiKeyStore keys;
    private final Journal journal;
    private final InstantSource clock;

    /// @param keys where keys are kept
    /// @param journal where it is kept and recorded
    /// @param clock tells when it happened
    public RevokeApiKey(ApiKeyStore keys, Journal journal, InstantSource clock) {
        this.keys = keys;
        this.journal = journal;
        this.clock = clock;
    }

    /// Revokes the key of that id, and records it if it was not revoked before.
    ///
    /// @param by on whose behalf
    /// @return once revocation and record are durable
    public Outcome revoke(ApiKeyId id, Actor by) {
        return switch (journal.commit(
                new Write.RevokeApiKey(id, clock.instant()),
                List.of(new AuditEvent.ApiKeyRevoked(id, by)))) {
            case APPLIED -> Outcome.REVOKED;
            case CONFLICT -> isKnown(id) ? Outcome.ALREADY_REVOKED : Outcome.UNKNOWN;
        };
    }

    // No key is ever removed, so this cannot have changed since.
    private boolean isKnown(ApiKeyId id) {
        return keys.all().stream().anyMatch(kept -> kept.key().id().equals(id));
    }

    /// What became of a revocation.
    public enum Outcome {
        /// The key is good for nothing any more.
        REVOKED,
        /// It was revoked before; that stays as it is.
        ALREADY_REVOKED,
        /// There is no such key.
        UNKNOWN
    }
}
