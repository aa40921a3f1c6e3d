package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.API_KEY;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.jooq.DSLContext;
import org.jooq.Record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// API keys in a database.
public final class JooqApiKeyStore implements ApiKeyStore {
    private final DSLContext database;
    private final Durability durability;

    /// @param database a migrated one
    /// @param durability what its commits need
    public JooqApiKeyStore(DSLContext database, Durability durability) {
        this.database = database;
        this.durability = durability;
    }

    @Override
    public void add(ApiKey key, ApiKeyHash hash) {
        int _ =
                durability.write(() ->
                        database.insertInto(API_KEY)
                                .set(API_KEY.ID, key.id())
                                .set(API_KEY.NAME, key.name())
                                .set(API_KEY.KEY_HASH, hash)
                                .set(API_KEY.SCOPES, key.scopes())
                                .set(API_KEY.NPI, key.npi().orElse(null))
                                .set(API_KEY.CREATED_AT, key.createdAt())
                                .set(API_KEY.EXPIRES_AT, key.expiresAt().orElse(null))
                                .set(API_KEY.REVOKED_AT, key.revokedAt().orElse(null))
                                .execute());
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

    // The condition decides a race, so the second one finds nothing left to revoke.
    @Override
    public Revocation revoke(ApiKeyId id, Instant at) {
        int rows = durability.write(() -> Races.retrying(() -> tryToRevoke(id, at)));
        if (rows == 1) {
            return Revocation.REVOKED;
        }
        return database.fetchExists(API_KEY, API_KEY.ID.eq(id))
                ? Revocation.ALREADY_REVOKED
                : Revocation.UNKNOWN;
    }

    private int tryToRevoke(ApiKeyId id, Instant at) {
        return database.update(API_KEY)
                .set(API_KEY.REVOKED_AT, at)
                .where(API_KEY.ID.eq(id))
                .and(API_KEY.REVOKED_AT.isNull())
                .execute();
    }

    private static ApiKey key(Record row) {
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
