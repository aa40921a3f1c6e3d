package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;

import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.StorageContract;
import org.careagent.neuron.domain.relationship.Standing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

class H2StorageTest extends StorageContract {
    @TempDir private static Path folder;
    private static final Emptied EMPTIED =
            new Emptied(() -> H2Database.open(folder.resolve("neuron.db")));

    private final Database database = EMPTIED.database();
    private final Storage storage = JooqStorage.in(database, "in a test", "node 1");

    @AfterAll
    static void close() {
        EMPTIED.close();
    }

    @Test
    void waitsForAStrangerAsLongAsForAnybody() {
        AtomicInteger waits = new AtomicInteger();
        Durability counting =
                new Durability() {
                    @Override
                    public <T> T write(Supplier<T> transaction) {
                        return transaction.get();
                    }

                    @Override
                    public void settle() {
                        waits.incrementAndGet();
                    }
                };

        Standing standing =
                new JooqRelationshipStore(database.context(), counting)
                        .standing(patient(1), provider(1));

        assertThat(standing).isEqualTo(Standing.STRANGER);
        assertThat(waits).hasValue(1);
    }

    @Override
    protected Storage storage() {
        return storage;
    }
}
