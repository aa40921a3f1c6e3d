package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.jooq.PostgresAccess;
import org.careagent.neuron.adapters.outbound.jooq.PostgresServer;
import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A backup is made of one clinic and restored in another.
@Timeout(180)
final class BackupEndToEndTest {
    private static final String ADA = "1245319599";

    @TempDir private Path folder;

    @Test
    void bringsBackWhatARunningNeuronKeptUnderLoad() throws Exception {
        try (Clinic here = clinic("here");
                Clinic there = clinic("there")) {
            Map<Patient, String> before = new HashMap<>();
            Map<Patient, String> all = new ConcurrentHashMap<>();
            URI door = here.open().handshakeAddress();
            AtomicBoolean enough = new AtomicBoolean();
            try (ExecutorService patients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 8; i++) {
                    patients.execute(() -> come(door, all, enough));
                }
                await(() -> all.size() >= 20);
                before.putAll(all);
                assertThat(here.type("backup", backup().toString()).err()).isEmpty();
                enough.set(true);
            }
            assertThat(all).hasSizeGreaterThan(before.size());

            Said restored = there.type("restore", backup().toString());

            assertThat(restored.err()).isEmpty();
            assertThat(restored.out())
                    .anyMatch(line -> line.startsWith("checked: each relationship has its entry"))
                    .anyMatch(line -> line.contains("one chain without a gap"))
                    .anyMatch(line -> line.contains("checkpoints fit the log"))
                    .last()
                    .isEqualTo("Start it with: neuron start");
            assertThat(there.type("verify-audit").status()).isZero();
            URI newDoor = there.open().handshakeAddress();
            before.forEach((patient, id) ->
                    assertThat(Visit.shakeHands(newDoor, patient, ADA).last())
                            .containsEntry("status", "existing")
                            .containsEntry("relationship_id", id));
        }
    }

    private static void come(URI door, Map<Patient, String> all, AtomicBoolean enough) {
        while (!enough.get()) {
            Patient patient = Patient.stranger();
            all.put(patient, Visit.shakeHands(door, patient, ADA).member("relationship_id"));
        }
    }

    @Test
    void recordsBackupAndRestoreInTheLogOfEach() throws IOException {
        try (Clinic here = clinic("here");
                Clinic there = clinic("there")) {
            assertThat(here.type("backup", backup().toString()).out())
                    .containsExactly(
                            "backup of 0 relationships, 1 providers, 0 API keys and 1 audit"
                                    + " entries: "
                                    + backup()
                                    + " ("
                                    + Files.size(backup())
                                    + " bytes)");
            assertThat(there.type("restore", backup().toString()).status()).isZero();

            assertThat(last(here)).contains("\"action\":\"backup\"").contains("operator:");
            assertThat(last(there))
                    .contains("\"action\":\"restore\"")
                    .contains("\"sequence\":2,")
                    .contains("\"details\":{\"last_sequence\":1,\"relationships\":0}");
            assertThat(Files.getPosixFilePermissions(backup()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static String last(Clinic clinic) throws IOException {
        return Files.readAllLines(clinic.auditLog()).getLast();
    }

    @Test
    void keepsTheNodeAndTheFormerKeysAndLeavesTheKeyOut() throws IOException {
        try (Clinic here = clinic("here");
                Clinic there = clinic("there")) {
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            assertThat(there.type("restore", backup().toString()).status()).isZero();

            assertThat(folder.resolve("there/node.id"))
                    .hasSameTextualContentAs(folder.resolve("here/node.id"));
            assertThat(Files.readString(folder.resolve("there/neuron.key")))
                    .isNotEqualTo(Files.readString(folder.resolve("here/neuron.key")));
            assertThat(folder.resolve("there/neuron.keys")).isNotEmptyDirectory();
            assertThat(content(backup())).doesNotContain("PRIVATE").contains("\"public_keys\":");
            assertThat(there.type("verify-audit").err()).isEmpty();
        }
    }

    @Test
    void overwritesNoFile() throws IOException {
        try (Clinic here = clinic("here")) {
            Files.writeString(backup(), "something");

            Said said = here.type("backup", backup().toString());

            assertThat(said.status()).isEqualTo(ExitStatus.NO);
            assertThat(said.err()).singleElement().asString().contains("is there already");
            assertThat(backup()).hasContent("something");
        }
    }

    @Test
    void tellsWhereItCannotWrite() throws IOException {
        try (Clinic here = clinic("here")) {
            Said said = here.type("backup", folder.resolve("none/b.zip").toString());

            assertThat(said.status()).isEqualTo(ExitStatus.NO);
            assertThat(said.err()).singleElement().asString().contains("there is no such folder");
        }
    }

    @Test
    void movesFromAFileToAServer() throws IOException {
        PostgresAccess server = PostgresServer.newDatabase();
        try (Clinic here = clinic("here");
                Clinic there = Clinic.onServer(folder.resolve("there"), server)) {
            Patient patient = Patient.stranger();
            String id =
                    Visit.shakeHands(here.open().handshakeAddress(), patient, ADA)
                            .member("relationship_id");
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            here.stop();

            assertThat(there.type("restore", backup().toString()).err()).isEmpty();

            assertThat(there.type("provider", "list").out()).anyMatch(line -> line.contains(ADA));
            try (Neuron neuron = there.open()) {
                assertThat(Visit.shakeHands(neuron.handshakeAddress(), patient, ADA).last())
                        .containsEntry("status", "existing")
                        .containsEntry("relationship_id", id);
            }
            // And back: the database is not empty now, and says so.
            assertThat(clearedOf(there).type("restore", backup().toString()).err())
                    .singleElement()
                    .asString()
                    .contains("there is something in the storage already");
        }
    }

    private static Clinic clearedOf(Clinic clinic) throws IOException {
        Files.delete(clinic.auditLog());
        try (Stream<Path> files =
                Files.list(clinic.auditLog().resolveSibling("audit.checkpoints"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return clinic;
    }

    @Test
    void refusesAnOlderBackupOverANewerLog() throws IOException {
        try (Clinic here = clinic("here")) {
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            Map<Path, String> before = files(folder.resolve("here"));

            Said said = here.type("restore", backup().toString());

            assertThat(said.status()).isEqualTo(ExitStatus.NO);
            assertThat(said.err())
                    .singleElement()
                    .asString()
                    .contains("goes on until entry 2; the backup ends with entry 1: it is older");
            assertThat(files(folder.resolve("here"))).isEqualTo(before);
        }
    }

    @Test
    void refusesWhileANeuronRuns() throws IOException {
        try (Clinic here = clinic("here")) {
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            var _ = here.open();

            assertThat(here.type("restore", backup().toString()).status())
                    .isEqualTo(ExitStatus.IN_USE);
        }
    }

    @Test
    void refusesABackupWithAFlippedByteWherever() throws IOException {
        try (Clinic here = clinic("here");
                Clinic there = clinic("there")) {
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            byte[] good = Files.readAllBytes(backup());
            // Of the date of a member, which no member consists of; in one; and in the last.
            for (int at : List.of(11, good.length / 2, good.length - 200)) {
                byte[] bad = good.clone();
                bad[at] ^= 0x10;
                Files.write(backup(), bad);

                refuses(there, "it was changed or damaged since it was written");
            }
        }
    }

    @Test
    void refusesABackupThatWasCut() throws IOException {
        try (Clinic here = clinic("here");
                Clinic there = clinic("there")) {
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            byte[] good = Files.readAllBytes(backup());
            Files.write(backup(), Arrays.copyOf(good, good.length - 30));

            refuses(there, "copied only in part");
        }
    }

    @Test
    void refusesALogThatWasChangedWithTheHashInTheManifest() throws IOException {
        try (Clinic here = clinic("here");
                Clinic there = clinic("there")) {
            assertThat(here.type("backup", backup().toString()).status()).isZero();
            Map<String, String> hashes = new HashMap<>();
            rewrite((name, content) -> {
                String edited = name.equals("audit/1.jsonl") ? edited(content) : content;
                hashes.put(sha256(bytes(content)), sha256(bytes(edited)));
                return edited;
            });
            rewrite((name, content) -> {
                String manifest = content;
                for (Map.Entry<String, String> each : hashes.entrySet()) {
                    manifest = manifest.replace(each.getKey(), each.getValue());
                }
                return name.equals("manifest.json") ? manifest : content;
            });

            refuses(there, "does not verify");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String edited(String log) {
        return log.replaceFirst("operator:.", "operator:X");
    }

    private void refuses(Clinic there, String why) throws IOException {
        Said said = there.type("restore", backup().toString());

        assertThat(said.status()).isEqualTo(ExitStatus.NO);
        assertThat(said.err())
                .singleElement()
                .asString()
                .contains(why)
                .endsWith("Nothing was changed");
        requireUntouched();
    }

    private void requireUntouched() throws IOException {
        assertThat(files(folder.resolve("there")).keySet())
                .allMatch(file -> file.getFileName().toString().equals("neuron.lock"));
    }

    private Clinic clinic(String name) throws IOException {
        Clinic clinic = Clinic.in(folder.resolve(name));
        if (name.equals("here")) {
            assertThat(
                            clinic.type(
                                            "provider",
                                            "add",
                                            ADA,
                                            "--name",
                                            "Ada",
                                            "--type",
                                            "physician")
                                    .status())
                    .isZero();
        }
        return clinic;
    }

    private Path backup() {
        return folder.resolve("backup.zip");
    }

    private static Map<Path, String> files(Path below) throws IOException {
        if (!Files.exists(below)) {
            return Map.of();
        }
        Map<Path, String> files = new ConcurrentHashMap<>();
        try (Stream<Path> all = Files.walk(below)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                // H2 writes to its file whenever it is opened.
                files.put(
                        file,
                        file.toString().endsWith(".mv.db")
                                ? ""
                                : Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static String content(Path zipFile) throws IOException {
        StringBuilder all = new StringBuilder();
        try (ZipFile zip = new ZipFile(zipFile.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                all.append(text(zip, entry));
            }
        }
        return all.toString();
    }

    private static String text(ZipFile zip, ZipEntry entry) throws IOException {
        return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Gives a member another content.
    private interface Editing {
        String edit(String name, String content);
    }

    private void rewrite(Editing editing) throws IOException {
        String seal = "neuron backup, sha256 of all before this: ";
        Path copy = folder.resolve("copy.zip");
        try (ZipFile zip = new ZipFile(backup().toFile());
                OutputStream out = Files.newOutputStream(copy);
                ZipOutputStream target = new ZipOutputStream(out)) {
            target.setComment(seal + "0".repeat(64));
            for (ZipEntry entry : zip.stream().toList()) {
                target.putNextEntry(new ZipEntry(entry.getName()));
                String edited = editing.edit(entry.getName(), text(zip, entry));
                target.write(edited.getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] unsealed = Files.readAllBytes(copy);
        byte[] content = Arrays.copyOf(unsealed, unsealed.length - 64);
        Files.write(backup(), content);
        Files.writeString(backup(), sha256(content), StandardOpenOption.APPEND);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.onSpinWait();
        }
    }
}
