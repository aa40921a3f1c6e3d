package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.ApiKeyStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class H2ApiKeyStoreTest extends ApiKeyStoreContract {
    private final H2Database database;
    private final ApiKeyStore keys;

    H2ApiKeyStoreTest(@TempDir Path folder) {
        database = H2Database.open(folder.resolve("neuron.db"));
        keys = new JooqApiKeyStore(database.context(), database.durability());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected ApiKeyStore store() {
        return keys;
    }
}
