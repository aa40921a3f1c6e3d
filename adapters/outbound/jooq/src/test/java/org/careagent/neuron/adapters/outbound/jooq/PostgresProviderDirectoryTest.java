package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.ProviderDirectoryContract;
import org.junit.jupiter.api.AfterEach;

class PostgresProviderDirectoryTest extends ProviderDirectoryContract {
    private final PostgresDatabase database = PostgresDatabase.open(PostgresServer.newDatabase());
    private final ProviderDirectory directory =
            new JooqProviderDirectory(database.context(), database.durability());

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected ProviderDirectory directory() {
        return directory;
    }
}
