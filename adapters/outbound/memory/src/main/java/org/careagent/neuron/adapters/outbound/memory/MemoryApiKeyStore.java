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
    private final Map<ApiKeyHash, KeptApiKey> byHash = new HashMap<>();
    private final Map<ApiKeyId, ApiKeyHash> hashes = new HashMap<>();

    /// Keeps a key.
    ///
    /// @return whether neither id nor hash was there; if not, nothing is done
    synchronized boolean add(KeptApiKey kept) {
        boolean isNew = !byHash.containsKey(kept.hash()) && !hashes.containsKey(kept.key().id());
        if (isNew) {
            byHash.put(kept.hash(), kept);
            hashes.put(kept.key().id(), kept.hash());
        }
        return isNew;
    }

    @Override
    public synchronized Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(byHash.get(hash)).map(KeptApiKey::key);
    }

    @Override
    public synchronized List<KeptApiKey> all() {
        return byHash.values().stream()
                .sorted(Comparator.comparing(kept -> kept.key().createdAt()))
                .toList();
    }

    @Override
    public synchronized void used(Map<ApiKeyId, Instant> lastUses) {
        lastUses.forEach(
                (id, at) -> kept(id).ifPresent(kept -> byHash.put(kept.hash(), kept.used(at))));
    }

    /// Revokes the key of that id.
    ///
    /// @return whether it was good until now
    synchronized boolean revoke(ApiKeyId id, Instant at) {
        Optional<KeptApiKey> good = kept(id).filter(kept -> kept.key().revokedAt().isEmpty());
        good.ifPresent(kept -> byHash.put(kept.hash(), kept.revoked(at)));
        return good.isPresent();
    }

    private Optional<KeptApiKey> kept(ApiKeyId id) {
        return Optional.ofNullable(hashes.get(id)).map(byHash::get);
    }
}
