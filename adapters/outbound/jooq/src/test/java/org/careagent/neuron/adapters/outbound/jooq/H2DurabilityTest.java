package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.ISSUED;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@Timeout(120)
class H2DurabilityTest {
    @TempDir private Path folder;

    @Test
    void survivesReopening() {
        Relationship kept = relationship(patient(1), provider(1));
        Relationship ended = relationship(patient(1), provider(2));
        Provider registered =
                new Provider(provider(1), "One", List.of("physician"), Optional.empty());
        try (H2Database database = open()) {
            Storage storage = storageIn(database);
            applied(storage, Samples.establish(kept, key(1)));
            applied(storage, Samples.establish(ended, key(1)));
            applied(storage, new Change.Terminate(ended.id(), ISSUED));
            assertThat(Samples.apply(storage, new Write.AddProvider(registered)))
                    .isEqualTo(Outcome.APPLIED);
        }

        try (H2Database database = open()) {
            assertThat(storageIn(database).relationships().standing(patient(1), provider(1)))
                    .isEqualTo(
                            new Standing(Optional.of(key(1)), Optional.of(kept), Optional.empty()));
            assertThat(storageIn(database).relationships().standing(patient(1), provider(2)))
                    .isEqualTo(
                            new Standing(
                                    Optional.of(key(1)), Optional.empty(), Optional.of(ISSUED)));
            assertThat(storageIn(database).providers().all()).containsExactly(registered);
        }
    }

    @Test
    void survivesAKill() throws Exception {
        List<Integer> acknowledged = new ArrayList<>();
        Process process = EstablishUntilKilled.start(name());
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                // Also the test that opening a database says nothing on either stream.
                acknowledged.add(Integer.valueOf(line));
                if (acknowledged.size() == 100) {
                    // By its handle: Process itself would close the stream that is being read.
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                }
            }
        } finally {
            var _ = process.destroyForcibly();
        }

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(100);
        try (H2Database database = open()) {
            assertThat(acknowledged).allMatch(number -> isActive(database, number));
        }
    }

    // What H2 had synced when it said APPLIED is opened as if the machine had come up again. Also
    // from a file with gaps, as each has after a while: H2 fills them, and what is in one is found
    // only if another place says so. Its version 2.5.252 does not say so in time.
    @ParameterizedTest
    @ValueSource(strings = {"", ";RETENTION_TIME=0"})
    void survivesALossOfPower(String reuseOfSpace) throws Exception {
        Path file = folder.resolve("neuron.db.mv.db");
        try (H2Database database = H2Database.open(FilesThatForget.urlOf(name()) + reuseOfSpace)) {
            Storage storage = storageIn(database);
            for (int number = 0; number < 20; number++) {
                applied(
                        storage,
                        Samples.establish(relationship(patient(number), provider(1)), key(1)));
                Path remains = folder.resolve("after-" + number + ".mv.db");
                Files.copy(FilesThatForget.remainsOf(file), remains);
            }
        }

        for (int number = 0; number < 20; number++) {
            try (H2Database left = H2Database.open(folder.resolve("after-" + number))) {
                for (int earlier = 0; earlier <= number; earlier++) {
                    assertThat(isActive(left, earlier)).isTrue();
                }
            }
        }
    }

    // H2's usual file channel is closed when a thread is interrupted that is at it.
    @Test
    void survivesTheInterruptionOfItsThreads() throws Exception {
        try (H2Database database = open()) {
            Storage storage = storageIn(database);
            List<Future<Outcome>> hurried = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 50; i++) {
                    int number = i;
                    hurried.add(
                            threads.submit(() -> {
                                Thread.currentThread().interrupt();
                                return Samples.apply(
                                        storage,
                                        Samples.establish(
                                                relationship(patient(number), provider(1)),
                                                key(1)));
                            }));
                }
            }

            applied(storage, Samples.establish(relationship(patient(1000), provider(1)), key(1)));
            for (int number = 0; number < hurried.size(); number++) {
                if (hurried.get(number).state() == Future.State.SUCCESS) {
                    assertThat(isActive(database, number)).isTrue();
                }
            }
        }
    }

    private H2Database open() {
        return H2Database.open(name());
    }

    private Path name() {
        return folder.resolve("neuron.db");
    }

    private static Storage storageIn(H2Database database) {
        return JooqStorage.in(database, "in a test", "node 1");
    }

    private static boolean isActive(H2Database database, int number) {
        return storageIn(database)
                .relationships()
                .standing(patient(number), provider(1))
                .active()
                .isPresent();
    }

    private static void applied(Storage storage, Change change) {
        assertThat(Samples.apply(storage, change)).isEqualTo(Outcome.APPLIED);
    }
}
