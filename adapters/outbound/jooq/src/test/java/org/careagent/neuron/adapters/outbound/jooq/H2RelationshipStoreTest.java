package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;

import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.RelationshipStoreContract;
import org.careagent.neuron.domain.relationship.Standing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

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
    protected RelationshipStore store() {
        return store;
    }
}
