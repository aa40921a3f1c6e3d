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

/// An [ApiKeyStore] for tests.
public final class FakeApiKeyStore implements ApiKeyStore {
    private final Map<ApiKeyHash, ApiKey> keys = new HashMap<>();

    @Override
    public synchronized void add(ApiKey key, ApiKeyHash hash) {
        keys.put(hash, key);
    }

    @Override
    public synchronized Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    @Override
    public synchronized List<ApiKey> all() {
        return keys.values().stream().sorted(Comparator.comparing(ApiKey::createdAt)).toList();
    }

    @Override
    public synchronized Revocation revoke(ApiKeyId id, Instant at) {
        for (Map.Entry<ApiKeyHash, ApiKey> each : keys.entrySet()) {
            if (each.getValue().id().equals(id)) {
                boolean first = each.getValue().revokedAt().isEmpty();
                each.setValue(first ? each.getValue().revoked(at) : each.getValue());
                return first ? Revocation.REVOKED : Revocation.ALREADY_REVOKED;
            }
        }
        return Revocation.UNKNOWN;
    }
}
