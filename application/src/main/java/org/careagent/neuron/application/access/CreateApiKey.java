package org.careagent.neuron.application.access;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.ApiKeySource;
import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.IdSource;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.ApiKeySecret;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Makes API keys (REST API, "Access").
public final class CreateApiKey {
    private final ApiKeyStore keys;
    private final ApiKeySource secrets;
    private final IdSource ids;
    private final AuditTrail audit;
    private final InstantSource clock;

    /// @param keys where keys are kept
    /// @param secrets where they come from
    /// @param ids names them
    /// @param audit where they are recorded
    /// @param clock what their expiry is judged by
    public CreateApiKey(
            ApiKeyStore keys,
            ApiKeySource secrets,
            IdSource ids,
            AuditTrail audit,
            InstantSource clock) {
        this.keys = keys;
        this.secrets = secrets;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    /// What a key is to be.
    ///
    /// @param name its name for people, of visible characters
    /// @param scopes what it is good for, one at least
    /// @param npi for which provider; needs the scope [Scope#PROVIDER]
    /// @param expiresAt from when on it is good for nothing
    public record Wish(
            String name, Set<Scope> scopes, Optional<Npi> npi, Optional<Instant> expiresAt) {
        /// Keeps the scopes as they are now.
        public Wish {
            scopes = Set.copyOf(scopes);
        }
    }

    /// What became of a wish.
    public sealed interface Outcome {
        /// The key is made.
        ///
        /// @param key what is known of it from now on
        /// @param secret the key itself; nobody can tell it a second time
        record Created(ApiKey key, ApiKeySecret secret) implements Outcome {}

        /// It would have been good for nothing from the start.
        record ExpiresInThePast() implements Outcome {}
    }

    /// Makes the key that `wish` describes, and records it.
    ///
    /// @param by on whose behalf
    /// @return once key and record are durable
    public Outcome create(Wish wish, Actor by) {
        Instant now = clock.instant();
        if (wish.expiresAt().filter(end -> !end.isAfter(now)).isPresent()) {
            return new Outcome.ExpiresInThePast();
        }
        ApiKey key =
                new ApiKey(
                        new ApiKeyId(ids.nextId()),
                        wish.name(),
                        wish.scopes(),
                        wish.npi(),
                        now,
                        wish.expiresAt(),
                        Optional.empty());
        ApiKeySecret secret = secrets.nextKey();
        keys.add(key, secret.hash());
        audit.record(new AuditEvent.ApiKeyCreated(key, by));
        return new Outcome.Created(key, secret);
    }
}
