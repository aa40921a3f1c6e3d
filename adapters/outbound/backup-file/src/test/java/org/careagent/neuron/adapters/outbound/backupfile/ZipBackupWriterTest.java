package org.careagent.neuron.adapters.outbound.backupfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.careagent.neuron.application.port.BackupParts;
import org.careagent.neuron.application.port.BackupWriter.Outcome;
import org.careagent.neuron.application.port.CopiedSnapshot;
import org.careagent.neuron.application.port.NodeBooks;
import org.careagent.neuron.application.port.TrailFiles.Part;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is written into a backup is what is read out of it.
final class ZipBackupWriterTest {
    private final ZipBackupWriter writer = new ZipBackupWriter();

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("backup.zip");
    }

    @Test
    void bringsBackAllToTheNanosecond() throws IOException {
        BackupParts parts = Backups.parts();

        assertThat(writer.write(file, parts))
                .isEqualTo(
                        new Outcome.Written(
                                Files.size(file), new BackupParts.Counts(2, 2, 2, 2, 2)));

        try (BackupFile backup = BackupFile.open(file)) {
            backup.verify();
            assertThat(CopiedSnapshot.of(backup)).isEqualTo(parts.contents());
            assertThat(backup.manifest().origin()).isEqualTo(Backups.ORIGIN);
            assertThat(backup.manifest().trail()).contains(Backups.END);
            assertThat(backup.manifest().withoutEntry()).isEqualTo(1);
            assertThat(backup.trailFiles()).containsExactly("1.jsonl", "3.jsonl", "checkpoints/7");
            backup.copyTrailFile("3.jsonl", folder.resolve("copy"));
            assertThat(folder.resolve("copy")).hasContent("three\n".repeat(40_000));
        }
    }

    @Test
    void bringsBackNothingAtAll() throws IOException {
        CopiedSnapshot nothing =
                new CopiedSnapshot(
                        List.of(), List.of(), List.of(), List.of(), List.of(), NodeBooks.NEW);

        assertThat(writer.write(file, new BackupParts(Backups.ORIGIN, nothing, Optional.empty())))
                .isInstanceOf(Outcome.Written.class);

        try (BackupFile backup = BackupFile.open(file)) {
            backup.verify();
            assertThat(CopiedSnapshot.of(backup)).isEqualTo(nothing);
            assertThat(backup.manifest().trail()).isEmpty();
            assertThat(backup.trailFiles()).isEmpty();
        }
    }

    @Test
    void makesAFileForItsOwnerAloneAndLeavesNothingElse() throws IOException {
        assertThat(writer.write(file, Backups.parts())).isInstanceOf(Outcome.Written.class);

        assertThat(names()).containsExactly("backup.zip");
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void overwritesNothing() throws IOException {
        Files.writeString(file, "something");

        assertThat(writer.write(file, Backups.parts())).isEqualTo(new Outcome.Taken());

        assertThat(file).hasContent("something");
    }

    @Test
    void writesThroughNoLink() throws IOException {
        Files.createSymbolicLink(file, folder.resolve("elsewhere"));

        assertThat(writer.write(file, Backups.parts())).isEqualTo(new Outcome.Taken());

        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void tellsThatThereIsNoFolder() {
        assertThat(writer.write(folder.resolve("none/backup.zip"), Backups.parts()))
                .isEqualTo(new Outcome.Unwritable("there is no such folder"));
    }

    /// Not as if the backup could not be written where it was to be.
    @Test
    void passesOnThatTheTrailCannotBeRead() throws IOException {
        Part gone =
                new Part(
                        "1.jsonl",
                        3,
                        () -> {
                            throw new IOException("bad sector");
                        });

        assertThatThrownBy(() -> writer.write(file, with(gone)))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("bad sector");
        assertThat(names()).isEmpty();
    }

    @Test
    void passesOnThatTheTrailHasBecomeShorter() throws IOException {
        Part cut = new Part("1.jsonl", 4, () -> new ByteArrayInputStream(new byte[3]));

        assertThatThrownBy(() -> writer.write(file, with(cut)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("shorter");
        assertThat(names()).isEmpty();
    }

    private static BackupParts with(Part part) {
        return new BackupParts(
                Backups.ORIGIN,
                Backups.contents(),
                Optional.of(new BackupParts.Trail(Backups.END, 0, List.of(part))));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).toList();
        }
    }
}
