package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.careagent.neuron.adapters.outbound.datafolder.DataFolderUnusableException;
import org.careagent.neuron.adapters.outbound.jooq.PostgresAccess;
import org.careagent.neuron.adapters.outbound.jooq.PostgresServer;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// What a backup is restored into, and what not.
@Timeout(180)
final class RestoreEndToEndTest {
    private static final String ADA = "1245319599";

    @TempDir private Path folder;

    @Test
    void bringsBackALogOfManyFilesThatGrewMeanwhile() throws Exception {
        try (Clinic here = rotating("here");
                Clinic there = rotating("there")) {
            addProvider(here);
            Map<Patient, String> all = new ConcurrentHashMap<>();
            URI door = here.open().handshakeAddress();
            AtomicBoolean enough = new AtomicBoolean();
            Map<Patient, String> before;
            try (ExecutorService patients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 4; i++) {
                    patients.execute(() -> come(door, all, enough));
                }
                await(() -> all.size() >= 10);
                before = new HashMap<>(all);
                assertThat(here.type("backup", backup().toString()).err()).isEmpty();
                enough.set(true);
            }
            here.stop();
            assertThat(files(here, "audit*.jsonl")).hasSizeGreaterThan(5);

            Said restored = there.type("restore", backup().toString());

            assertThat(restored.err()).isEmpty();
            assertThat(restored.out())
                    .anyMatch(line ->
                            line.matches("checked: audit log, [0-9]+ entries in [0-9]+ files,.*"))
                    .anyMatch(line -> line.startsWith("checked: each relationship has its entry"));
            assertThat(files(there, "audit*.jsonl")).hasSizeGreaterThan(2);
            assertThat(there.type("verify-audit").status()).isZero();
            URI newDoor = there.open().handshakeAddress();
            before.forEach((patient, id) ->
                    assertThat(Visit.shakeHands(newDoor, patient, ADA).last())
                            .containsEntry("status", "existing")
                            .containsEntry("relationship_id", id));
            there.stop();
            assertThat(there.type("verify-audit").err()).isEmpty();
            assertThat(names(folder.resolve("there")))
                    .noneMatch(name -> name.startsWith(".restore"));
        }
    }

    private static void come(URI door, Map<Patient, String> all, AtomicBoolean enough) {
        while (!enough.get()) {
            Patient patient = Patient.stranger();
            all.put(patient, Visit.shakeHands(door, patient, ADA).member("relationship_id"));
        }
    }

    /// A restore that ends in the middle: what is where the checkpoints belong is in the way, which
    /// shows when the database is there already, and the log is not.
    @Test
    void startsNothingThatIsHalfRestoredAndSaysHowToGoOn() throws IOException {
        try (Clinic here = rotating("here");
                Clinic there = rotating("there")) {
            addProvider(here);
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            Path data = Files.createDirectory(folder.resolve("there"));
            Files.writeString(data.resolve("audit.checkpoints"), "in the way");
            assertThat(there.type("restore", backup().toString()).status())
                    .isEqualTo(ExitStatus.INTERNAL);
            assertThat(data.resolve("neuron.db.mv.db")).exists();
            assertThat(data.resolve("audit.jsonl")).doesNotExist();

            assertThatExceptionOfType(DataFolderUnusableException.class)
                    .isThrownBy(there::open)
                    .withMessageContaining("was not finished");
            List<List<String>> commands =
                    List.of(
                            List.of("start"),
                            List.of("restore", backup().toString()),
                            List.of("backup", folder.resolve("other.zip").toString()),
                            List.of("provider", "list"),
                            List.of("key", "rotate", "--yes"));
            for (List<String> command : commands) {
                Said said = there.type(command.toArray(String[]::new));
                assertThat(said.status()).isEqualTo(ExitStatus.INTERNAL);
                assertThat(said.err())
                        .singleElement()
                        .asString()
                        .contains("was not finished")
                        .contains("neuron.db.mv.db")
                        .contains("audit.jsonl")
                        .contains("restore.unfinished. Then restore the backup again.");
            }
            assertThat(there.type("doctor").out())
                    .anyMatch(line -> line.contains("a restore into " + data + " was not finished"))
                    .anyMatch(line -> line.contains("If neuron restore is running, wait for it."));

            followTheAdvice(data);
            assertThat(there.type("restore", backup().toString()).err()).isEmpty();
            assertThat(there.type("provider", "list").out()).anyMatch(line -> line.contains(ADA));
            assertThat(there.type("verify-audit").err()).isEmpty();
        }
    }

    private static void followTheAdvice(Path data) throws IOException {
        for (String name :
                List.of("neuron.db.mv.db", "audit.checkpoints", "node.id", "restore.unfinished")) {
            Files.delete(data.resolve(name));
        }
    }

    /// As a kill leaves it: after the mark, and after each of the steps that follow.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void startsNothingWhereverARestoreWasKilled(int lost) throws IOException {
        try (Clinic here = rotating("here");
                Clinic there = rotating("there")) {
            addProvider(here);
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            assertThat(there.type("restore", backup().toString()).status()).isZero();
            Path data = folder.resolve("there");
            List<String> inOrder =
                    List.of("neuron.keys", "audit.jsonl", "audit.checkpoints", "neuron.db.mv.db");
            for (String name : inOrder.subList(0, lost - 1)) {
                delete(data.resolve(name));
            }
            Files.writeString(data.resolve("restore.unfinished"), "the database\n");
            List<String> before = names(data);

            assertThatExceptionOfType(DataFolderUnusableException.class).isThrownBy(there::open);
            assertThat(there.type("restore", backup().toString()).err())
                    .singleElement()
                    .asString()
                    .contains("was not finished");
            assertThat(names(data)).isEqualTo(before);
        }
    }

    @Test
    void clearsAwayTheLogThatAKilledRestoreWasVerifying() throws IOException {
        try (Clinic here = rotating("here");
                Clinic there = rotating("there")) {
            addProvider(here);
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            Path left = folder.resolve("there/.restore-audit.jsonl/audit.checkpoints");
            Files.createDirectories(left);
            Files.writeString(left.resolve("9"), "left");

            assertThat(there.type("restore", backup().toString()).err()).isEmpty();

            assertThat(names(folder.resolve("there")))
                    .noneMatch(name -> name.startsWith(".restore"));
            assertThat(folder.resolve("there/audit.checkpoints/9")).doesNotExist();
        }
    }

    @Test
    void refusesTheBackupOfAnotherOrganisation() throws IOException {
        try (Clinic here = rotating("here");
                Clinic there = rotating("there").with("1234567893", "1922334457")) {
            addProvider(here);
            assertThat(here.type("backup", backup().toString()).status()).isZero();

            refuses(
                    there,
                    "the backup is of the organisation 1234567893, and this configuration is of"
                            + " 1922334457");
            assertThat(names(folder.resolve("there"))).containsExactly("neuron.lock");
        }
    }

    @Test
    void refusesTheBackupOfAnotherNodeWhereOneHasWorked() throws IOException {
        try (Clinic here = rotating("here");
                Clinic there = rotating("there")) {
            addProvider(here);
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            assertThat(there.type("provider", "list").status()).isZero();
            addProvider(there);

            refuses(there, "restore into an empty data folder");
        }
    }

    @Test
    void refusesToGiveTheNeuronTheKeyOfAnother() throws IOException {
        try (Clinic here = rotating("here");
                Clinic there = rotating("there");
                Clinic other = rotating("other")) {
            addProvider(here);
            addProvider(other);
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            Path data = Files.createDirectory(folder.resolve("there"));
            Files.copy(folder.resolve("other/neuron.key"), data.resolve("neuron.key"));

            refuses(there, "neuron.key is not the key of the Neuron whose backup this is");
            assertThat(names(data)).containsExactly("neuron.key", "neuron.lock");

            Files.delete(data.resolve("neuron.key"));
            Files.copy(folder.resolve("here/neuron.key"), data.resolve("neuron.key"));
            assertThat(there.type("restore", backup().toString()).out())
                    .contains("The Neuron's key is the one that was here.");
        }
    }

    @Test
    void takesAKeyThatIsNewerThanTheBackupWithThoseBeforeIt() throws IOException {
        try (Clinic here = rotating("here");
                Clinic there = rotating("there")) {
            addProvider(here);
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            assertThat(here.type("key", "rotate", "--yes").status()).isZero();
            Path data = Files.createDirectory(folder.resolve("there"));
            Files.copy(folder.resolve("here/neuron.key"), data.resolve("neuron.key"));
            copyFolder(folder.resolve("here/neuron.keys"), data.resolve("neuron.keys"));

            assertThat(there.type("restore", backup().toString()).err()).isEmpty();
            assertThat(there.type("verify-audit").err()).isEmpty();
        }
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(each.getFileName()));
            }
        }
    }

    @Test
    void bringsBackOneNodeOfSeveralAndTheOthersGoOnWithTheirLogs() throws IOException {
        PostgresAccess before = PostgresServer.newDatabase();
        PostgresAccess after = PostgresServer.newDatabase();
        try (Clinic one = Clinic.onServer(folder.resolve("one"), before);
                Clinic two = Clinic.onServer(folder.resolve("two"), before);
                Clinic there = Clinic.onServer(folder.resolve("there"), after)) {
            addProvider(one);
            assertThat(two.type("provider", "remove", ADA, "--yes").err()).isEmpty();
            addProvider(one);
            assertThat(one.type("backup", backup().toString()).out())
                    .anyMatch(line ->
                            line.startsWith("Note: other Neurons work on the same database (1 of"));
            assertThat(two.type("backup", folder.resolve("two.zip").toString()).err()).isEmpty();

            assertThat(there.type("restore", backup().toString()).err()).isEmpty();
            assertThat(there.type("provider", "list").out()).anyMatch(line -> line.contains(ADA));

            // The second node has its data folder still, and finds the others' data.
            var _ = two.with(before.url(), after.url());
            assertThat(two.type("provider", "list").out()).anyMatch(line -> line.contains(ADA));
            assertThat(two.type("provider", "remove", ADA, "--yes").err()).isEmpty();
            assertThat(two.type("verify-audit").err()).isEmpty();

            // Its own backup has no place beside the first's.
            delete(two.auditLog());
            delete(folder.resolve("two/audit.checkpoints"));
            Said said = two.type("restore", folder.resolve("two.zip").toString());
            assertThat(said.status()).isEqualTo(ExitStatus.NO);
            assertThat(said.err())
                    .singleElement()
                    .asString()
                    .contains("there is something in the storage already");
        }
    }

    @Test
    void leavesWhatIsThereAsItIs() throws IOException {
        try (Clinic here = rotating("here")) {
            addProvider(here);
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            String log = Files.readString(here.auditLog());

            // The log is gone, and the database is not.
            delete(here.auditLog());
            delete(folder.resolve("here/audit.checkpoints"));
            refuses(here, "there is something in the storage already");

            // The database is gone, and the log is not.
            delete(folder.resolve("here/neuron.db.mv.db"));
            Files.writeString(here.auditLog(), log);
            refuses(here, "it is older, and what came after it would be lost");
            assertThat(here.auditLog()).hasContent(log);
        }
    }

    private void refuses(Clinic there, String why) {
        Said said = there.type("restore", backup().toString());

        assertThat(said.status()).isEqualTo(ExitStatus.NO);
        assertThat(said.err())
                .singleElement()
                .asString()
                .contains(why)
                .endsWith("Nothing was changed");
    }

    private Clinic rotating(String name) throws IOException {
        return Clinic.in(folder.resolve(name))
                .with("audit: {", "audit: {rotateBytes: 1024, checkpointEvery: 3, ");
    }

    private static void addProvider(Clinic clinic) {
        assertThat(
                        clinic.type("provider", "add", ADA, "--name", "Ada", "--type", "physician")
                                .err())
                .isEmpty();
    }

    private Path backup() {
        return folder.resolve("backup.zip");
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> all = Files.exists(path) ? Files.walk(path) : Stream.empty()) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static List<Path> files(Clinic clinic, String pattern) throws IOException {
        try (var found = Files.newDirectoryStream(clinic.auditLog().resolveSibling(""), pattern)) {
            List<Path> files = new ArrayList<>();
            found.forEach(files::add);
            return files;
        }
    }

    private static List<String> names(Path data) throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.onSpinWait();
        }
    }
}
