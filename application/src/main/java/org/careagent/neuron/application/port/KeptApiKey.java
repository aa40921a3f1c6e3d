package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;

import java.time.Instant;
import java.util.Optional;

/// An API key as a storage keeps it: never the key itself.
///
/// @param lastUsedAt when it was last found good, as far as the storage was told; see
///   [ApiKeyStore#used]
public record KeptApiKey(ApiKey key, ApiKeyHash hash, Optional<Instant> lastUsedAt) {
    /// A key that nobody has used.
    public static KeptApiKey unused(ApiKey key, ApiKeyHash hash) {
        return new KeptApiKey(key, hash, Optional.empty());
    }

    /// This one, used at that time; as it is, if it was used then or later.
    public KeptApiKey used(Instant at) {
        return lastUsedAt.filter(last -> !last.isBefore(at)).isPresent()
                ? this
                : new KeptApiKey(key, hash, Optional.of(at));
    }

    /// This one, revoked at that time.
    public KeptApiKey revoked(Instant at) {
        return new KeptApiKey(key.revoked(at), hash, lastUsedAt);
    }
}
