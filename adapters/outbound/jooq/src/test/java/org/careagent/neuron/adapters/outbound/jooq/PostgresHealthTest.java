package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.Writable;
import org.careagent.neuron.application.port.WritableContract;

import java.util.Optional;

class PostgresHealthTest extends WritableContract {
    private Optional<PostgresDatabase> database = Optional.empty();

    @Override
    protected Writable open() {
        PostgresDatabase opened = PostgresDatabase.open(PostgresServer.newDatabase());
        database = Optional.of(opened);
        return opened;
    }

    @Override
    protected void close() {
        database.ifPresent(PostgresDatabase::close);
    }
}
