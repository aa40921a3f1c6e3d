package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The API keys of this Neuron: what is known of each, and its hash (REST API, "Access"). None is
/// ever removed. Safe for use by many threads; its methods throw an unchecked exception when the
/// storage fails.
public interface ApiKeyStore {
    /// Keeps `key` under `hash`; returns once both are durable. Neither its id nor its hash has
    /// been kept before.
    void add(ApiKey key, ApiKeyHash hash);

    /// The key of that hash, revoked and expired ones included.
    Optional<ApiKey> find(ApiKeyHash hash);

    /// All keys, revoked and expired ones included, in the order in which they were made.
    List<ApiKey> all();

    /// Revokes a key for good; from now on every reader sees it revoked.
    ///
    /// @param at when; kept if the key was not revoked before
    /// @return [Revocation#REVOKED] once the revocation is durable
    Revocation revoke(ApiKeyId id, Instant at);

    /// What became of a revocation.
    enum Revocation {
        /// The key is good for nothing any more.
        REVOKED,
        /// It was revoked before; that stays as it is.
        ALREADY_REVOKED,
        /// There is no such key.
        UNKNOWN
    }
}
