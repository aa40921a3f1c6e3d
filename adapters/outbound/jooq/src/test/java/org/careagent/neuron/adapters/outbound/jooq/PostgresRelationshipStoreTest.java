package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.RelationshipStoreContract;
import org.junit.jupiter.api.AfterEach;

class PostgresRelationshipStoreTest extends RelationshipStoreContract {
    private final PostgresDatabase database = PostgresDatabase.open(PostgresServer.newDatabase());
    private final RelationshipStore store =
            new JooqRelationshipStore(database.context(), database.durability());

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected RelationshipStore store() {
        return store;
    }
}
