package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.RelationshipStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class H2RelationshipStoreTest extends RelationshipStoreContract {
    private final H2Database database;
    private final RelationshipStore store;

    H2RelationshipStoreTest(@TempDir Path folder) {
        database = H2Database.open(folder.resolve("neuron.db"));
        store = new JooqRelationshipStore(database.context(), database.durability());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected RelationshipStore store() {
        return store;
    }
}
