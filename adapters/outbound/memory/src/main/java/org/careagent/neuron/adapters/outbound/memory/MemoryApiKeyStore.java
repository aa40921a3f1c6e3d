package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// API keys in memory. All of them are lost when the Neuron stops, however it stops: nothing here
/// is durable.
public final class MemoryApiKeyStore implements ApiKeyStore {
    private final Map<ApiKeyHash, ApiKey> byHash = new HashMap<>();
    private final Map<ApiKeyId, ApiKeyHash> hashes = new HashMap<>();

    @Override
    public synchronized void add(ApiKey key, ApiKeyHash hash) {
        byHash.put(hash, key);
        hashes.put(key.id(), hash);
    }

    @Override
    public synchronized Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    @Override
    public synchronized List<ApiKey> all() {
        return byHash.values().stream().sorted(Comparator.comparing(ApiKey::createdAt)).toList();
    }

    @Override
    public synchronized Revocation revoke(ApiKeyId id, Instant at) {
        Optional<ApiKeyHash> hash = Optional.ofNullable(hashes.get(id));
        if (hash.isEmpty()) {
            return Revocation.UNKNOWN;
        }
        ApiKey key = find(hash.get()).orElseThrow();
        if (key.revokedAt().isPresent()) {
            return Revocation.ALREADY_REVOKED;
        }
        byHash.put(hash.get(), key.revoked(at));
        return Revocation.REVOKED;
    }
}
