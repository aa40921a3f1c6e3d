package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.CheckpointSigner;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.RecordedNote;
import org.careagent.neuron.application.port.TrailFiles.Part;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// The files of a log, on their way into a backup and out of it.
@Timeout(120)
final class LogPartsTest {
    private static final CheckpointSigner SIGNER =
            new TestSigner("neuron/1234567893/00000000-0000-4000-8000-000000000009");
    private static final AuditFileOptions SMALL = new AuditFileOptions(1024, 2, List.of(SIGNER));
    private static final AuditFileOptions SMALLEST = new AuditFileOptions(1, 1000, List.of(SIGNER));

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("audit.jsonl");
    }

    @Test
    void areNoneOfALogWithoutAnEntry() {
        try (AuditFile trail = open(SMALL)) {
            assertThat(trail.until(AuditPosition.BEGINNING)).isEmpty();
        }
    }

    @Test
    void areNamedByTheirFirstEntryWhateverTheLogIsCalled() {
        file = folder.resolve("protocol");
        try (AuditFile trail = open(SMALL)) {
            AuditPosition end = record(trail, 7);

            assertThat(trail.until(end))
                    .extracting(Part::name)
                    .startsWith("1.jsonl", "4.jsonl", "7.jsonl")
                    .contains("checkpoints/2", "checkpoints/7")
                    .allMatch(name -> name.matches("[a-z0-9./]+"));
        }
    }

    @Test
    void endWhereTheyAreToWhateverCameAfter() throws IOException {
        try (AuditFile trail = open(SMALL)) {
            AuditPosition end = record(trail, 5);
            List<Part> parts = trail.until(end);
            var _ = record(trail, 20);

            assertThat(lines(parts)).hasSize(5).last().asString().contains(end.hash());
            assertThat(parts)
                    .extracting(Part::name)
                    .contains("checkpoints/5")
                    .doesNotContain("checkpoints/6", "7.jsonl");
            for (Part part : parts) {
                assertThat(content(part)).hasSize((int) part.length());
            }
        }
    }

    @Test
    void areNotThoseOfAnotherLog() {
        try (AuditFile trail = open(SMALL)) {
            AuditPosition end = record(trail, 3);

            assertThatExceptionOfType(AuditUnavailableException.class)
                    .isThrownBy(() -> trail.until(new AuditPosition(2, end.hash())))
                    .withMessageContaining("the log is another");
        }
    }

    /// Each entry begins a file: there is hardly a moment in which none is being renamed.
    @Test
    void areWholeWhileTheLogIsRotatedAllTheTime() throws Exception {
        try (AuditFile trail = open(SMALLEST);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = record(trail, 1);
            Future<AuditPosition> writing = threads.submit(() -> record(trail, 150));
            while (!writing.isDone()) {
                AuditPosition end = trail.end();
                assertThat(entriesUntil(end, trail)).isEqualTo(end.sequence());
                List<String> lines = lines(trail.until(end));
                assertThat(lines).hasSize((int) end.sequence());
                assertThat(lines.getLast()).contains(end.hash());
            }
            assertThat(writing.get().sequence()).isEqualTo(151);
        }
    }

    private static long entriesUntil(AuditPosition end, AuditFile trail) {
        try (Stream<RecordedNote> entries = trail.since(AuditPosition.BEGINNING).orElseThrow()) {
            return entries.limit(end.sequence()).count();
        }
    }

    @Test
    void makeTheSameLogElsewhere() throws IOException {
        Path other = folder.resolve("other/log.txt");
        AuditPosition end;
        try (AuditFile trail = open(SMALL)) {
            end = record(trail, 8);
            unpack(trail.until(end), other);
        }

        assertThat(
                        AuditVerifier.verify(
                                other,
                                new VerifierOptions(
                                        List.of(SIGNER.publicKey()),
                                        Optional.empty(),
                                        Optional.empty()),
                                (_, _) -> {}))
                .isInstanceOfSatisfying(
                        Verification.Sound.class,
                        sound -> {
                            assertThat(sound.entries()).isEqualTo(8);
                            assertThat(sound.files()).isEqualTo(3);
                            assertThat(sound.checkpoints().verified()).isEqualTo(4);
                        });
        try (AuditFile goesOn = AuditFile.open(other, InstantSource.system(), SMALL)) {
            assertThat(goesOn.end()).isEqualTo(end);
            assertThat(record(goesOn, 1).sequence()).isEqualTo(9);
        }
    }

    private static void unpack(List<Part> parts, Path log) throws IOException {
        List<String> names = parts.stream().map(Part::name).toList();
        for (Part part : parts) {
            Path place = LogParts.placeOf(part.name(), names, log).orElseThrow();
            Files.createDirectories(place.resolveSibling(""));
            Files.write(place, content(part));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../x",
                "../1.jsonl",
                "/etc/1.jsonl",
                "0.jsonl",
                "01.jsonl",
                "-1.jsonl",
                "1.jsonl/..",
                "1.JSONL",
                "12345678901234567.jsonl",
                "checkpoints",
                "checkpoints/",
                "checkpoints/0",
                "checkpoints/../1",
                "checkpoints/1/2",
                "tree",
                "\u0661.jsonl"
            })
    void haveNoPlaceUnderAnyOtherName(String name) throws IOException {
        assertThat(LogParts.placeOf(name, List.of("1.jsonl", name), file)).isEmpty();
    }

    @Test
    void areMovedAsAWhole() throws IOException {
        AuditPosition end = recorded(8);
        Path target = folder.resolve("elsewhere/log.jsonl");

        LogParts.move(file, target);

        assertThat(LogParts.isAnyAt(file)).isFalse();
        assertThat(LogParts.isAnyAt(target)).isTrue();
        try (AuditFile moved = AuditFile.open(target, InstantSource.system(), SMALL)) {
            assertThat(moved.end()).isEqualTo(end);
        }
    }

    @Test
    void areMovedOverTheTraceOfAnotherLog() throws IOException {
        AuditPosition end = recorded(8);
        Path target = folder.resolve("elsewhere/audit.jsonl");
        try (AuditFile before = AuditFile.open(target, InstantSource.system(), SMALL)) {
            var _ = record(before, 2);
        }
        Files.delete(target);
        deleteAll(target.resolveSibling("audit.checkpoints"));
        assertThat(target.resolveSibling("audit.tree")).exists();
        assertThat(LogParts.isAnyAt(target)).isFalse();

        LogParts.move(file, target);

        try (AuditFile moved = AuditFile.open(target, InstantSource.system(), SMALL)) {
            assertThat(moved.end()).isEqualTo(end);
            var _ = record(moved, 4);
        }
        assertThat(AuditVerifier.verify(target, VerifierOptions.PLAIN, (_, _) -> {}))
                .isInstanceOf(Verification.Sound.class);
    }

    @Test
    void areThereWithALineOrARotatedFileOrACheckpoint() throws IOException {
        assertThat(LogParts.isAnyAt(folder.resolve("none/audit.jsonl"))).isFalse();
        Files.writeString(file, "");
        assertThat(LogParts.isAnyAt(file)).isFalse();

        Files.writeString(folder.resolve("audit.1.jsonl"), "");
        assertThat(LogParts.isAnyAt(file)).isTrue();

        Files.delete(folder.resolve("audit.1.jsonl"));
        Path checkpoints = Files.createDirectory(folder.resolve("audit.checkpoints"));
        assertThat(LogParts.isAnyAt(file)).isFalse();
        Files.writeString(checkpoints.resolve("3"), "");
        assertThat(LogParts.isAnyAt(file)).isTrue();
    }

    private AuditPosition recorded(int count) {
        try (AuditFile trail = open(SMALL)) {
            return record(trail, count);
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            for (Path each : all.toList()) {
                Files.delete(each);
            }
        }
    }

    private static AuditPosition record(AuditFile trail, int count) {
        for (int i = 0; i < count; i++) {
            trail.record(AuditEventSamples.startedBy("patient " + i));
        }
        return trail.end();
    }

    private static byte[] content(Part part) throws IOException {
        try (InputStream content = part.content().open()) {
            return content.readAllBytes();
        }
    }

    private static List<String> lines(List<Part> parts) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Part part : parts) {
            if (part.name().endsWith(".jsonl")) {
                lines.addAll(new String(content(part), StandardCharsets.UTF_8).lines().toList());
            }
        }
        return lines;
    }

    private AuditFile open(AuditFileOptions options) {
        return AuditFile.open(file, InstantSource.system(), options);
    }
}
