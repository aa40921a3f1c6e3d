package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.API_KEY;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.jooq.DSLContext;
import org.jooq.Record;

import java.util.List;
import java.util.Optional;

/// API keys in a database.
final class JooqApiKeyStore implements ApiKeyStore {
    private final DSLContext database;

    JooqApiKeyStore(DSLContext database) {
        this.database = database;
    }

    @Override
    public Optional<ApiKey> find(ApiKeyHash hash) {
        return database.selectFrom(API_KEY)
                .where(API_KEY.KEY_HASH.eq(hash))
                .fetchOptional(JooqApiKeyStore::key);
    }

    @Override
    public List<ApiKey> all() {
        return database.selectFrom(API_KEY)
                .orderBy(API_KEY.CREATED_AT, API_KEY.ID)
                .fetch(JooqApiKeyStore::key);
    }

    static ApiKey key(Record row) {
        return new ApiKey(
                row.get(API_KEY.ID),
                row.get(API_KEY.NAME),
                row.get(API_KEY.SCOPES),
                Optional.ofNullable(row.get(API_KEY.NPI)),
                row.get(API_KEY.CREATED_AT),
                Optional.ofNullable(row.get(API_KEY.EXPIRES_AT)),
                Optional.ofNullable(row.get(API_KEY.REVOKED_AT)));
    }
}
