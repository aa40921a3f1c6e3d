package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.journal.Books;
import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.journal.Reconciliation;
import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.FakeWorkers;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.Write;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// What a durable change costs, in words on the console: `mvn -pl adapters/outbound/jooq -am test
/// -Dtest=H2DurabilityCostTest -Dneuron.measure=true -DargLine=
/// -Dsurefire.failIfNoSpecifiedTests=false`.
@EnabledIfSystemProperty(named = "neuron.measure", matches = "true")
class H2DurabilityCostTest {
    private static final int CHANGES = 5000;

    @ParameterizedTest
    @ValueSource(ints = {1, 1, 8, 32, 200})
    void costsWhatItCosts(int threads, @TempDir Path folder) throws Exception {
        try (H2Database database = H2Database.open(folder.resolve("neuron.db"));
                ExecutorService executor =
                        Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory())) {
            Storage storage = JooqStorage.in(database, "in a test", "node 1");
            Journal journal =
                    Reconciliation.of(
                                    new Books(storage, Optional.empty(), () -> true),
                                    new FakeWorkers())
                            .journal();
            List<Callable<Outcome>> changes =
                    IntStream.range(0, CHANGES)
                            .<Callable<Outcome>>mapToObj(i -> () -> establish(journal, i))
                            .toList();
            long start = System.nanoTime();
            List<Future<Outcome>> outcomes = executor.invokeAll(changes);
            long nanos = System.nanoTime() - start;

            assertThat(outcomes).allMatch(outcome -> outcome.resultNow() == Outcome.APPLIED);
            System.out.printf(
                    "%d at once: %d durable changes a second%n",
                    threads, CHANGES * 1_000_000_000L / nanos);
        }
    }

    private static Outcome establish(Journal journal, int number) {
        return journal.commit(
                new Write.Relate(
                        Samples.establish(relationship(patient(number), provider(1)), key(1))),
                List.of());
    }
}
