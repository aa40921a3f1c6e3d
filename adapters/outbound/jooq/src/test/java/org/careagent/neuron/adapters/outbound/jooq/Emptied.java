package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.API_KEY;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.INTRODUCTION;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.NODE;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.OWED_NOTE;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PATIENT_BINDING;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PROVIDER;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.RELATIONSHIP;

import org.jooq.Table;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A database for many tests, one after the other: to make one anew for each takes a second.
final class Emptied implements AutoCloseable {
    private static final List<Table<?>> TABLES =
            List.of(
                    OWED_NOTE,
                    NODE,
                    INTRODUCTION,
                    RELATIONSHIP,
                    PATIENT_BINDING,
                    PROVIDER,
                    API_KEY);

    private final Supplier<? extends Database> opening;
    private Optional<Database> opened = Optional.empty();

    Emptied(Supplier<? extends Database> opening) {
        this.opening = opening;
    }

    /// The database, with nothing in it; opened again if the last test has closed it.
    Database database() {
        Database database = opened.filter(Database::canWrite).orElseGet(() -> opening.get());
        opened = Optional.of(database);
        for (Table<?> table : TABLES) {
            int _ = database.context().deleteFrom(table).execute();
        }
        return database;
    }

    @Override
    public void close() {
        opened.ifPresent(Database::close);
    }
}
