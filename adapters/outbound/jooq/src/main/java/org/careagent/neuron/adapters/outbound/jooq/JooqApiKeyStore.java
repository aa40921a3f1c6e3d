package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.API_KEY;

import static java.util.Comparator.comparing;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.KeptApiKey;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// API keys in a database.
final class JooqApiKeyStore implements ApiKeyStore {
    private final DSLContext database;
    private final Durability durability;
    private final Retrying retrying;

    JooqApiKeyStore(DSLContext database, Durability durability, Retrying retrying) {
        this.database = database;
        this.durability = durability;
        this.retrying = retrying;
    }

    @Override
    public Optional<ApiKey> find(ApiKeyHash hash) {
        return database.selectFrom(API_KEY)
                .where(API_KEY.KEY_HASH.eq(hash))
                .fetchOptional(JooqApiKeyStore::key);
    }

    @Override
    public List<KeptApiKey> all() {
        return database.selectFrom(API_KEY)
                .orderBy(API_KEY.CREATED_AT, API_KEY.ID)
                .fetch(JooqApiKeyStore::kept);
    }

    // Once more does no harm, whatever became of the time before.
    @Override
    public void used(Map<ApiKeyId, Instant> lastUses) {
        if (!lastUses.isEmpty()) {
            var _ =
                    durability.write(
                            () -> retrying.run(() -> writeUses(lastUses), Optional::empty));
        }
    }

    // All nodes lock the rows in the same order, so they wait for one another and not in a circle.
    private int[] writeUses(Map<ApiKeyId, Instant> lastUses) {
        return database.transactionResult(configuration ->
                configuration
                        .dsl()
                        .batch(
                                lastUses.entrySet().stream()
                                        .sorted(comparing(use -> use.getKey().value()))
                                        .map(use -> update(use.getKey(), use.getValue()))
                                        .toList())
                        .execute());
    }

    // The condition decides between nodes: the later use stays.
    private static Query update(ApiKeyId id, Instant at) {
        return DSL.update(API_KEY)
                .set(API_KEY.LAST_USED_AT, at)
                .where(API_KEY.ID.eq(id))
                .and(API_KEY.LAST_USED_AT.isNull().or(API_KEY.LAST_USED_AT.lt(at)));
    }

    static KeptApiKey kept(Record row) {
        return new KeptApiKey(
                key(row),
                row.get(API_KEY.KEY_HASH),
                Optional.ofNullable(row.get(API_KEY.LAST_USED_AT)));
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
