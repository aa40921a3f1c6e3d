package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.adapters.outbound.jooq.LossyCommits.Loss;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.ChangeStore.Receipt;
import org.careagent.neuron.application.port.Commit;
import org.careagent.neuron.application.port.Ears;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.Write;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a node knows of calls that failed.
@Timeout(60)
final class JooqChangeStoreTest {
    @TempDir private static Path folder;
    private static final Emptied EMPTIED =
            new Emptied(() -> H2Database.open(folder.resolve("neuron.db")));

    private final Database database = EMPTIED.database();
    private final LossyCommits commits =
            new LossyCommits(database.context().configuration().transactionProvider());
    private final ChangeStore store =
            new JooqChangeStore(
                    database.context().configuration().derive(commits).dsl(),
                    database,
                    new Ears(),
                    "node 1",
                    new Retrying(Duration.ZERO));

    @AfterAll
    static void close() {
        EMPTIED.close();
    }

    @Test
    void saysAtTheNextCallWhatWasStoredAfterAll() {
        commits.plan(Loss.AFTER_THE_COMMIT);
        assertFails(1);

        Receipt receipt = founded(2);

        assertThat(receipt.late()).containsExactly(note(1));
        assertThat(receipt.lastOwed()).isEqualTo(2);
        assertThat(store.owed()).containsExactly(note(1), note(2));
    }

    @Test
    void saysSoHoweverManyCallsFailInBetween() {
        commits.plan(Loss.AFTER_THE_COMMIT);
        commits.plan(Loss.BEFORE_THE_COMMIT);
        commits.plan(Loss.AFTER_THE_COMMIT);
        assertFails(1);
        assertFails(2);
        assertFails(3);

        Receipt receipt = founded(4);

        assertThat(receipt.late()).containsExactly(note(1), note(3));
        assertThat(receipt.lastOwed()).isEqualTo(3);
        assertThat(founded(5).late()).isEmpty();
    }

    @Test
    void knowsOfACallThatLeftNothing() {
        commits.plan(Loss.BEFORE_THE_COMMIT);
        assertFails(1);

        assertThat(founded(1).late()).isEmpty();
        assertThat(store.owed()).containsExactly(note(1));
    }

    // Or else it would go on telling every patient SERVER_ERROR, and its watchdog that all is well.
    @Test
    void isNotWellOnceAnotherNeuronWorksUnderItsNodeId() {
        Storage storage = JooqStorage.in(database, "in a test", "node 1");
        assertThat(storage.changes().commit(List.of(), Optional.empty()).outcomes()).isEmpty();
        assertThat(storage.canWrite()).isTrue();

        var _ = founded(1);

        assertThatThrownBy(() -> storage.changes().commit(List.of(), Optional.empty()))
                .isInstanceOf(NodeInUseException.class);
        assertThat(storage.canWrite()).isFalse();
        assertThat(founded(2).outcomes()).containsExactly(Outcome.APPLIED);
    }

    private void assertFails(int number) {
        assertThatThrownBy(() -> commit(number)).isInstanceOf(DataAccessException.class);
    }

    private Receipt founded(int number) {
        Receipt receipt = commit(number);
        assertThat(receipt.outcomes()).containsExactly(Outcome.APPLIED);
        return receipt;
    }

    private Receipt commit(int number) {
        return store.commit(
                List.of(
                        new Commit(
                                new Write.Relate(
                                        Samples.establish(
                                                relationship(patient(number), provider(1)),
                                                key(1))),
                                List.of(note(number)))),
                Optional.empty());
    }

    private static AuditNote note(int number) {
        return new AuditNote("note " + number);
    }
}
