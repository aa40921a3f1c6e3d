package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.RecordedNote;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

final class AuditFileRotationTest {
    private static final AuditFileOptions SMALL =
            new AuditFileOptions(1024, Integer.MAX_VALUE, List.of());

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("audit.jsonl");
    }

    @Test
    void goesOnInANewFileAndTheChainDoesToo() throws IOException {
        record(1, 10);

        assertThat(names())
                .containsExactly("audit.1.jsonl", "audit.4.jsonl", "audit.7.jsonl", "audit.jsonl");
        assertThat(actors()).isEqualTo(patients(1, 10));
    }

    @Test
    void goesOnAfterEachRestart() throws IOException {
        for (int i = 1; i <= 10; i++) {
            record(i, i);
        }

        assertThat(names())
                .containsExactly("audit.1.jsonl", "audit.4.jsonl", "audit.7.jsonl", "audit.jsonl");
        assertThat(actors()).isEqualTo(patients(1, 10));
    }

    /// Killed after the rename, after the new file was made, and in its first line.
    @ParameterizedTest
    @ValueSource(strings = {"none", "", "{\"action\":\"conn", "\0\0\0"})
    void takesUpTheChainWhereRotationEnded(String left) throws IOException {
        record(1, 3);
        Files.move(file, folder.resolve("audit.1.jsonl"));
        if (!left.equals("none")) {
            Files.writeString(file, left);
        }

        record(4, 4);

        assertThat(names()).containsExactly("audit.1.jsonl", "audit.jsonl");
        if (left.length() == 4 || left.isEmpty()) {
            assertThat(actors()).isEqualTo(patients(1, 4));
        } else {
            assertThat(entries().get(3).action()).isEqualTo("audit.repaired");
            assertThat(entries().get(4).actor()).isEqualTo("patient 4");
        }
    }

    @Test
    void isStoppedByARotatedFileThatDoesNotEndAsItDid() throws IOException {
        record(1, 3);
        Files.move(file, folder.resolve("audit.1.jsonl"));
        Files.writeString(folder.resolve("audit.1.jsonl"), "{", StandardOpenOption.APPEND);

        assertThatExceptionOfType(AuditFileDamagedException.class)
                .isThrownBy(() -> record(4, 4))
                .withMessageContaining("audit.1.jsonl");
    }

    @Test
    void takesNamesOfAnyForm() throws IOException {
        for (String name : List.of("log", "a.b.c", ".hidden", "x.tree", "audit.1.jsonl")) {
            Path own = Files.createDirectory(folder.resolve("of " + name));
            file = own.resolve(name);
            record(1, 7);
            try (AuditFile trail = open()) {
                assertThat(trail.end().sequence()).isEqualTo(7);
                assertThat(notes(trail, AuditPosition.BEGINNING)).hasSize(7);
            }
            assertThat(own).isDirectoryContaining("glob:**" + name + "{,.lock}");
        }
    }

    @Test
    void aRotationThatFailsIsTriedAgainAndNothingIsLost() throws IOException {
        FaultyStorage storage = new FaultyStorage(file);
        try (AuditFile trail = AuditFile.resume(storage, InstantSource.system(), SMALL)) {
            storage.failRotations();
            record(trail, 1, 5);
            assertThat(names()).containsExactly("audit.jsonl");
            assertThat(trail.canWrite()).isTrue();

            storage.recover();
            record(trail, 6, 6);
        }
        assertThat(names()).containsExactly("audit.1.jsonl", "audit.jsonl");
        assertThat(actors()).isEqualTo(patients(1, 6));
    }

    /// The file has been renamed, and a new one could not be made: for want of space, say.
    @Test
    void aRotationThatFailsHalfwayIsFinished() throws IOException {
        FaultyStorage storage = new FaultyStorage(file);
        try (AuditFile trail = AuditFile.resume(storage, InstantSource.system(), SMALL)) {
            record(trail, 1, 3);
            Files.move(file, folder.resolve("audit.1.jsonl"));
            storage.failRotations();
            assertThat(trail.canWrite()).isFalse();
            assertThatExceptionOfType(AuditUnavailableException.class)
                    .isThrownBy(() -> record(trail, 4, 4));

            storage.recover();
            record(trail, 4, 4);
            assertThat(trail.canWrite()).isTrue();
        }
        assertThat(actors()).isEqualTo(patients(1, 4));
    }

    @Test
    void overwritesNoFileOfThatName() throws IOException {
        Files.writeString(folder.resolve("audit.1.jsonl.keep"), "");
        try (AuditFile trail = open()) {
            record(trail, 1, 3);
            Files.writeString(folder.resolve("audit.1.jsonl"), "somebody's");
            record(trail, 4, 5);
        }

        assertThat(folder.resolve("audit.1.jsonl")).hasContent("somebody's");
    }

    @Test
    void tellsWhatCameAfterAnyPosition() throws IOException {
        try (AuditFile trail = open()) {
            List<AuditPosition> ends =
                    IntStream.rangeClosed(1, 10)
                            .mapToObj(i ->
                                    trail.append(
                                            trail.notes(
                                                    List.of(
                                                            AuditEventSamples.startedBy(
                                                                    "patient " + i)))))
                            .toList();
            assertThat(notes(trail, AuditPosition.BEGINNING)).hasSize(10);
            for (int i = 1; i <= 10; i++) {
                assertThat(notes(trail, ends.get(i - 1)))
                        .extracting(note -> note.note().text())
                        .isEqualTo(
                                IntStream.rangeClosed(i + 1, 10)
                                        .mapToObj(it ->
                                                trail.notes(
                                                                List.of(
                                                                        AuditEventSamples.startedBy(
                                                                                "patient " + it)))
                                                        .getFirst()
                                                        .text())
                                        .toList());
            }
            assertThat(trail.since(new AuditPosition(4, "f".repeat(64)))).isEmpty();
            assertThat(trail.since(new AuditPosition(11, ends.get(9).hash()))).isEmpty();
            assertThat(trail.since(new AuditPosition(0, ends.get(9).hash()))).isEmpty();
        }
    }

    @Test
    void namesTheLineThatDoesNotVerifyWhenItIsReadBack() throws IOException {
        record(1, 7);
        Path second = folder.resolve("audit.4.jsonl");
        Files.writeString(second, Files.readString(second).replace("patient 5", "patient V"));

        try (AuditFile trail = open()) {
            assertThatExceptionOfType(AuditFileDamagedException.class)
                    .isThrownBy(() -> notes(trail, AuditPosition.BEGINNING))
                    .withMessageContainingAll("line 2 ", second.toRealPath().toString());
        }
    }

    private static List<RecordedNote> notes(AuditFile trail, AuditPosition position) {
        try (Stream<RecordedNote> notes = trail.since(position).orElseThrow()) {
            return notes.toList();
        }
    }

    private void record(int first, int last) {
        try (AuditFile trail = open()) {
            record(trail, first, last);
        }
    }

    private static void record(AuditFile trail, int first, int last) {
        patients(first, last).forEach(name -> trail.record(AuditEventSamples.startedBy(name)));
    }

    private AuditFile open() {
        return AuditFile.open(file, InstantSource.system(), SMALL);
    }

    private static List<String> patients(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "patient " + i).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private record Found(String action, String actor) {}

    private List<Found> entries() throws IOException {
        return AuditChainVerifier.verify(names().stream().map(folder::resolve).toList()).stream()
                .map(it ->
                        new Found(
                                it.path("action").stringValue(),
                                it.path("actor").stringValueOpt().orElse("")))
                .toList();
    }

    private List<String> actors() throws IOException {
        return entries().stream().map(Found::actor).toList();
    }
}
