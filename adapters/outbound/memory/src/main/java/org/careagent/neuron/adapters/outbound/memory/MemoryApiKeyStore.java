package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.KeptApiKey;
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
final class MemoryApiKeyStore implements ApiKeyStore {
    private final Map<ApiKeyHash, ApiKey> byHash = new HashMap<>();
    private final Map<ApiKeyId, ApiKeyHash> hashes = new HashMap<>();

    /// Keeps `key`.
    ///
    /// @return whether neither id nor hash was there; if not, nothing is done
    synchronized boolean add(ApiKey key, ApiKeyHash hash) {
        boolean isNew = !byHash.containsKey(hash) && !hashes.containsKey(key.id());
        if (isNew) {
            byHash.put(hash, key);
            hashes.put(key.id(), hash);
        }
        return isNew;
    }

    @Override
    public synchronized Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    @Override
    public synchronized List<ApiKey> all() {
        return byHash.values().stream().sorted(Comparator.comparing(ApiKey::createdAt)).toList();
    }

    /// All that is kept.
    synchronized List<KeptApiKey> kept() {
        return byHash.entrySet().stream()
                .map(each -> new KeptApiKey(each.getValue(), each.getKey()))
                .toList();
    }

    /// Revokes the key of that id.
    ///
    /// @return whether it was good until now
    synchronized boolean revoke(ApiKeyId id, Instant at) {
        Optional<ApiKeyHash> hash = Optional.ofNullable(hashes.get(id));
        Optional<ApiKey> good = hash.flatMap(this::find).filter(key -> key.revokedAt().isEmpty());
        good.ifPresent(key -> byHash.put(hash.orElseThrow(), key.revoked(at)));
        return good.isPresent();
    }
}
