package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A change of the key that ends in the middle: the log never tells of a key that does not come to
/// be, and the Neuron never has one that the log does not tell of.
final class KeyRotationTest {
    @TempDir private Path data;
    private Clinic clinic;
    private Path key;
    private Path next;
    private String before;

    @BeforeEach
    void workForADay() throws IOException {
        clinic = Clinic.in(data);
        startAndStop();
        key = data.resolve("neuron.key");
        next = data.resolve("neuron.key.next");
        before = Files.readString(key);
    }

    @AfterEach
    void stop() {
        clinic.close();
    }

    @Test
    void aKeyOfWhichTheLogDoesNotTellIsForgottenByTheNextStart() throws IOException {
        Files.writeString(next, keyOfAnother());

        startAndStop();

        assertThat(next).doesNotExist();
        assertThat(key).hasContent(before);
        assertVerifies();
    }

    @Test
    void aKeyWhoseEntryWasTornIsForgottenByTheNextStart() throws IOException {
        String entry = rotateAndReturnTheEntry();
        undoTheSwitch();
        List<String> lines = Files.readAllLines(clinic.auditLog());
        Files.writeString(
                clinic.auditLog(),
                String.join("\n", lines.subList(0, lines.size() - 1))
                        + "\n"
                        + entry.substring(0, 90));

        startAndStop();

        assertThat(next).doesNotExist();
        assertThat(key).hasContent(before);
        assertVerifies();
    }

    @Test
    void aKeyOfWhichTheLogTellsIsTheNeuronsAtTheNextStart() throws IOException {
        var _ = rotateAndReturnTheEntry();
        String after = Files.readString(key);
        undoTheSwitch();

        startAndStop();

        assertThat(key).hasContent(after);
        assertThat(next).doesNotExist();
        assertThat(signaturesOf(3)).isEqualTo(2);
        assertThat(signaturesOf(5)).isEqualTo(1);
        assertVerifies();
    }

    @Test
    void aChangeThatWasNotFinishedIsFinishedByTheNextCall() throws IOException {
        var _ = rotateAndReturnTheEntry();
        String after = Files.readString(key);
        undoTheSwitch();

        Said again = clinic.type("key", "rotate", "--yes");

        assertThat(again.status()).isZero();
        assertThat(again.out().getFirst()).matches("key [0-9a-f]{8} in place of [0-9a-f]{8}");
        assertThat(key).hasContent(after);
        assertThat(Files.readAllLines(clinic.auditLog())).hasSize(3);
        assertVerifies();
    }

    /// The log tells of it then, so it is not taken back.
    @Test
    void aChangeWhoseCheckpointFailsIsFinishedByTheNextStart() throws IOException {
        Path checkpoints = data.resolve("audit.checkpoints");
        Path away = Files.move(checkpoints, data.resolve("away"));
        Files.createFile(checkpoints);

        Said failed = clinic.type("key", "rotate", "--yes");

        assertThat(failed.status()).isNotZero();
        assertThat(key).hasContent(before);
        Files.delete(checkpoints);
        Files.move(away, checkpoints);
        startAndStop();
        assertThat(key).content().isNotEqualTo(before);
        assertThat(signaturesOf(3)).isEqualTo(2);
        assertVerifies();
    }

    /// As after a crash right before it, and before the checkpoint of both keys.
    private void undoTheSwitch() throws IOException {
        Files.move(key, next);
        Files.writeString(key, before, StandardOpenOption.CREATE_NEW);
        Files.deleteIfExists(data.resolve("audit.checkpoints/3"));
    }

    private String rotateAndReturnTheEntry() throws IOException {
        assertThat(clinic.type("key", "rotate", "--yes").status()).isZero();
        String entry = Files.readAllLines(clinic.auditLog()).getLast();
        assertThat(entry).contains("\"key.rotated\"");
        return entry;
    }

    private String keyOfAnother() throws IOException {
        Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
        try (Clinic other = Clinic.in(elsewhere)) {
            var _ = other.open();
        }
        return Files.readString(elsewhere.resolve("neuron.key"));
    }

    private long signaturesOf(int size) throws IOException {
        return Files.readAllLines(data.resolve("audit.checkpoints/" + size)).stream()
                .filter(line -> line.startsWith("\u2014 "))
                .count();
    }

    private void assertVerifies() {
        Said said = clinic.type("verify-audit");
        assertThat(said.status()).isZero();
        assertThat(said.err()).isEmpty();
    }

    private void startAndStop() {
        var _ = clinic.open();
        clinic.stop();
    }
}
