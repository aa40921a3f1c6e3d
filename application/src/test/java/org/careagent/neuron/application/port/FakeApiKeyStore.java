package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The API keys of [FakeStorage].
public final class FakeApiKeyStore implements ApiKeyStore {
    private final Map<ApiKeyHash, KeptApiKey> keys = new HashMap<>();

    synchronized boolean add(KeptApiKey kept) {
        keys.put(kept.hash(), kept);
        return true;
    }

    @Override
    public synchronized Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(keys.get(hash)).map(KeptApiKey::key);
    }

    @Override
    public synchronized List<KeptApiKey> all() {
        return keys.values().stream()
                .sorted(Comparator.comparing(kept -> kept.key().createdAt()))
                .toList();
    }

    @Override
    public synchronized void used(Map<ApiKeyId, Instant> lastUses) {
        keys.replaceAll((_, kept) ->
                Optional.ofNullable(lastUses.get(kept.key().id())).map(kept::used).orElse(kept));
    }

    synchronized boolean revoke(ApiKeyId id, Instant at) {
        for (Map.Entry<ApiKeyHash, KeptApiKey> each : keys.entrySet()) {
            KeptApiKey kept = each.getValue();
            if (kept.key().id().equals(id)) {
                boolean first = kept.key().revokedAt().isEmpty();
                each.setValue(first ? kept.revoked(at) : kept);
                return first;
            }
        }
        return false;
    }
}
