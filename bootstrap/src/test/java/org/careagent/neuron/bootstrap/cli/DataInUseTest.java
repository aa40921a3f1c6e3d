package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.datafolder.DataFolder;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolderInUseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// One process at a time has the data: a second Neuron leaves it alone, and a command waits for it.
@Timeout(120)
final class DataInUseTest {
    private static final String ADA = "1245319599";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "h2,     neuron.db, true",
        "h2,     neuron.db, false",
        "memory, neuron.db, true",
        "memory, neuron.db, false",
        "h2,     other.db,  true",
        "h2,     other.db,  false",
        "memory, other.db,  false"
    })
    void isLeftAloneByASecondNeuron(String kind, String file, boolean audit) throws IOException {
        try (Clinic clinic = Clinic.in(folder, kind, "neuron.db", audit);
                Clinic second = Clinic.in(folder, kind, file, audit)) {
            var _ = clinic.open();
            Map<Path, String> before = files();

            assertRefused(second.type("start"));

            assertThat(files()).isEqualTo(before);
            assertThat(clinic.type("status").status()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"h2, true", "h2, false", "memory, true", "memory, false"})
    void isLeftAloneEvenIfTheLockWasRemoved(String kind, boolean audit) throws IOException {
        try (Clinic clinic = Clinic.in(folder, kind, "neuron.db", audit);
                Clinic second = Clinic.in(folder, kind, "other.db", false)) {
            var _ = clinic.open();
            Files.delete(folder.resolve("neuron.lock"));
            Map<Path, String> before = files();

            assertRefused(clinic.type("start"));
            assertRefused(second.type("start"));

            assertThat(files()).isEqualTo(before);
            assertThat(clinic.type("status").status()).isZero();
            assertThat(addAda(clinic)).isEqualTo(Said.done("registered 1245319599 Dr. Ada"));
        }
    }

    private static void assertRefused(Said said) {
        assertThat(said.status()).isEqualTo(75);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).singleElement().asString().startsWith("neuron: ");
    }

    /// Every file with its time and its bytes.
    private Map<Path, String> files() throws IOException {
        Map<Path, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                String content =
                        Files.isRegularFile(path)
                                ? String.valueOf(Arrays.hashCode(Files.readAllBytes(path)))
                                : "";
                found.put(path, Files.getLastModifiedTime(path) + " " + content);
            }
        }
        return found;
    }

    @Test
    void isOnASocketWhosePathFits() throws IOException {
        Path longest =
                folder.resolve("x".repeat(106 - "/neuron.sock".length() - length(folder) - 1));
        try (Clinic clinic = Clinic.in(longest)) {
            assertThat(length(clinic.socket())).isEqualTo(106);
            var _ = clinic.open();
            assertThat(clinic.type("status").status()).isZero();
        }
        try (Clinic clinic = Clinic.in(Path.of(longest + "x"))) {
            Said said = clinic.type("start");

            assertThat(said.status()).isEqualTo(78);
            assertThat(said.err())
                    .singleElement()
                    .asString()
                    .startsWith("neuron: /storage/path: ")
                    .contains("107 bytes");
            assertThat(Path.of(longest + "x")).doesNotExist();
        }
    }

    private static int length(Path path) {
        return path.toString().length();
    }

    @Test
    void isWaitedForByACommandForAMoment() throws IOException {
        long start = System.nanoTime();
        DataFolder held = DataFolder.claim(folder);
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(held::close);
        try (Clinic clinic = Clinic.in(folder)) {
            assertThat(addAda(clinic)).isEqualTo(Said.done("registered 1245319599 Dr. Ada"));
            assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void isNotWaitedForLongerThanThat() throws IOException {
        try (Clinic clinic = Clinic.in(folder);
                DataFolder _ = DataFolder.claim(folder)) {
            assertRefused(addAda(clinic));
        }
    }

    /// Commands all the while, as a Neuron starts and stops: whoever it is that answers, somebody
    /// does.
    @Test
    void isAlwaysThereForACommand() throws IOException, ExecutionException, InterruptedException {
        AtomicInteger typed = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        try (Clinic clinic = Clinic.in(folder)) {
            CompletableFuture<Void> commands =
                    CompletableFuture.runAsync(() -> typeUntil(enough, clinic, typed));
            for (int i = 0; i < 15 && !commands.isDone(); i++) {
                openWhenFree(clinic);
                awaitTwoMore(typed, commands);
                clinic.stop();
                awaitTwoMore(typed, commands);
            }
            enough.set(true);

            assertThat(commands.get()).isNull();
        }
    }

    private static void typeUntil(AtomicBoolean enough, Clinic clinic, AtomicInteger typed) {
        while (!enough.get()) {
            assertThat(addAda(clinic)).isEqualTo(Said.done("registered 1245319599 Dr. Ada"));
            typed.incrementAndGet();
            assertThat(clinic.type("provider", "list", "--json").json()).hasSize(1);
            typed.incrementAndGet();
            assertThat(clinic.type("provider", "remove", ADA, "--yes"))
                    .isEqualTo(Said.done("removed 1245319599"));
            typed.incrementAndGet();
        }
    }

    private static void awaitTwoMore(AtomicInteger typed, CompletableFuture<Void> commands) {
        int before = typed.get();
        while (typed.get() < before + 2 && !commands.isDone()) {
            LockSupport.parkNanos(100_000);
        }
    }

    private static void openWhenFree(Clinic clinic) {
        while (true) {
            try {
                var _ = clinic.open();
                return;
            } catch (DataFolderInUseException _) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static Said addAda(Clinic clinic) {
        return clinic.type("provider", "add", ADA, "--name", "Dr. Ada", "--type", "physician");
    }
}
