package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.ApiKeyStoreContract;
import org.junit.jupiter.api.AfterEach;

class PostgresApiKeyStoreTest extends ApiKeyStoreContract {
    private final PostgresDatabase database = PostgresDatabase.open(PostgresServer.newDatabase());
    private final ApiKeyStore keys = new JooqApiKeyStore(database.context(), database.durability());

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected ApiKeyStore store() {
        return keys;
    }
}
