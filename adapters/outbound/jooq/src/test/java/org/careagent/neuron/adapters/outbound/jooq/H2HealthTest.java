package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.Writable;
import org.careagent.neuron.application.port.WritableContract;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Optional;

class H2HealthTest extends WritableContract {
    @TempDir private Path folder;
    private Optional<H2Database> database = Optional.empty();

    @Override
    protected Writable open() {
        H2Database opened = H2Database.open(folder.resolve("neuron.db"));
        database = Optional.of(opened);
        return opened;
    }

    @Override
    protected void close() {
        database.ifPresent(H2Database::close);
    }
}
