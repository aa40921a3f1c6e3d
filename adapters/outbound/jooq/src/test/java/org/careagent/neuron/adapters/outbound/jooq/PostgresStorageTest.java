package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.StorageContract;
import org.junit.jupiter.api.AfterAll;

final class PostgresStorageTest extends StorageContract {
    private static final PostgresAccess ACCESS = PostgresServer.newDatabase();
    private static final Emptied EMPTIED = new Emptied(() -> PostgresDatabase.open(ACCESS));

    private final Storage storage = JooqStorage.in(EMPTIED.database(), "in a test", "node 1");

    @AfterAll
    static void close() {
        EMPTIED.close();
    }

    @Override
    protected Storage storage() {
        return storage;
    }
}
