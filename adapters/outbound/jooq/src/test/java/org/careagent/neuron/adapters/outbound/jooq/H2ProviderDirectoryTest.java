package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.ProviderDirectoryContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class H2ProviderDirectoryTest extends ProviderDirectoryContract {
    private final H2Database database;
    private final ProviderDirectory directory;

    H2ProviderDirectoryTest(@TempDir Path folder) {
        database = H2Database.open(folder.resolve("neuron.db"));
        directory = new JooqProviderDirectory(database.context(), database.durability());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected ProviderDirectory directory() {
        return directory;
    }
}
