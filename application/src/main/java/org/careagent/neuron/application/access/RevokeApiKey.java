package org.careagent.neuron.application.access;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.domain.access.ApiKeyId;

import java.time.InstantSource;

/// Revokes API keys, for good (REST API, "Access").
public final class RevokeApiKey {
    private final ApiKeyStore keys;
    private final AuditTrail audit;
    private final InstantSource clock;

    /// @param keys where keys are kept
    /// @param audit where it is recorded
    /// @param clock tells when it happened
    public RevokeApiKey(ApiKeyStore keys, AuditTrail audit, InstantSource clock) {
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /// Revokes the key of that id, and records it if it was not revoked before.
    ///
    /// @param by on whose behalf
    /// @return once revocation and record are durable
    public ApiKeyStore.Revocation revoke(ApiKeyId id, Actor by) {
        ApiKeyStore.Revocation revocation = keys.revoke(id, clock.instant());
        if (revocation == ApiKeyStore.Revocation.REVOKED) {
            audit.record(new AuditEvent.ApiKeyRevoked(id, by));
        }
        return revocation;
    }
}
