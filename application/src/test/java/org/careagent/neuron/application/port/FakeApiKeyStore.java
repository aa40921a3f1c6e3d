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
    private final Map<ApiKeyHash, ApiKey> keys = new HashMap<>();

    synchronized boolean add(ApiKey key, ApiKeyHash hash) {
        keys.put(hash, key);
        return true;
    }

    @Override
    public synchronized Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    @Override
    public synchronized List<ApiKey> all() {
        return keys.values().stream().sorted(Comparator.comparing(ApiKey::createdAt)).toList();
    }

    synchronized List<KeptApiKey> kept() {
        return keys.entrySet().stream()
                .map(each -> new KeptApiKey(each.getValue(), each.getKey()))
                .toList();
    }

    synchronized boolean revoke(ApiKeyId id, Instant at) {
        for (Map.Entry<ApiKeyHash, ApiKey> each : keys.entrySet()) {
            if (each.getValue().id().equals(id)) {
                boolean first = each.getValue().revokedAt().isEmpty();
                each.setValue(first ? each.getValue().revoked(at) : each.getValue());
                return first;
            }
        }
        return false;
    }
}
