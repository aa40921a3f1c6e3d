package org.careagent.neuron.application.access;

import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.ApiKeySource;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.IdSource;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.ApiKeySecret;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes API keys (REST API, "Access").
public final class CreateApiKey {
    private final ApiKeySource secrets;
    private final IdSource ids;
    private final Journal journal;
    private final InstantSource clock;

    /// @param secrets where they come from
    /// @param ids names them
    /// @param journal where they are kept and recorded
    /// @param clock what their expiry is judged by
    public CreateApiKey(ApiKeySource secrets, IdSource ids, Journal journal, InstantSource clock) {
        this.secrets = secrets;
        this.ids = ids;
        this.journal = journal;
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
        return switch (journal.commit(
                new Write.AddApiKey(key, secret.hash()),
                List.of(new AuditEvent.ApiKeyCreated(key, by)))) {
            case APPLIED -> new Outcome.Created(key, secret);
            case CONFLICT -> throw new IllegalStateException("a fresh key was not fresh");
        };
    }
}
