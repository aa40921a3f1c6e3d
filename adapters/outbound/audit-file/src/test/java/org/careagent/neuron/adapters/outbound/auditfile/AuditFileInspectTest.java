package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
final class AuditFileInspectTest {
    private static final int NEWEST = 1000;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.120Z");

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("audit.jsonl");
    }

    @Test
    void tellsAFileThatIsMissing() {
        assertThat(inspect()).isEqualTo(new AuditInspection.Missing());

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tellsAFileWithoutEntries() throws IOException {
        Files.createFile(file);
        assertThat(inspect()).isEqualTo(new AuditInspection.Empty(0));

        Files.writeString(file, "{\"action\":\"neu");
        assertThat(inspect()).isEqualTo(new AuditInspection.Empty(14));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "5, 5", "6, 5", "1000, 5"})
    void verifiesTheNewestEntriesUpToAsManyAsAreAskedFor(int newest, int checked) {
        recordSome(5);

        assertThat(AuditFile.inspect(file, newest))
                .isEqualTo(new AuditInspection.Sound(checked, 5, NOW, 0));
    }

    @Test
    void verifiesEntriesOfAnyLength() {
        record(AuditEventSamples.longest());
        record(AuditEventSamples.longest());
        record(AuditEventSamples.startedBy("short"));

        assertThat(inspect()).isEqualTo(new AuditInspection.Sound(3, 3, NOW, 0));
    }

    @Test
    void tellsATornLastLineWithoutTakingItForDamage() throws IOException {
        recordSome(2);
        Files.writeString(file, "{\"action\":\"neu", StandardOpenOption.APPEND);

        assertThat(inspect()).isEqualTo(new AuditInspection.Sound(2, 2, NOW, 14));
    }

    @Test
    void leavesTheFileAsItIsAndNothingBesideIt() throws IOException {
        recordSome(3);
        Files.writeString(file, "torn", StandardOpenOption.APPEND);
        Files.delete(folder.resolve("audit.jsonl.lock"));
        Files.setLastModifiedTime(file, FileTime.from(NOW));
        byte[] before = Files.readAllBytes(file);

        assertThat(inspect()).isInstanceOf(AuditInspection.Sound.class);

        assertThat(file).hasBinaryContent(before);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(NOW));
        assertThat(folder).isDirectoryNotContaining("glob:**.lock");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patient 3 | patient 8 | its hash",
                "\"sequence\":3 | \"sequence\":4 | its hash",
                "\"category\" | \"catagory\" | not of its form",
                "{\"action\" | [\"action\" | not JSON",
            })
    void namesTheFirstLineThatWasEdited(String old, String forged, String why) throws IOException {
        recordSome(5);
        List<String> lines = lines();
        assertThat(lines.get(2)).contains(old);
        lines.set(2, lines.get(2).replace(old, forged));
        write(lines);

        assertDamaged(3, why);
    }

    @Test
    void namesTheLineBeforeWhichOneWasRemoved() throws IOException {
        recordSome(5);
        List<String> lines = lines();
        lines.remove(2);
        write(lines);

        assertDamaged(3, "its number is 4 where 3 should follow");
    }

    @Test
    void namesTheFirstLineIfThoseBeforeItWereRemoved() throws IOException {
        recordSome(5);
        write(lines().subList(2, 5));

        assertDamaged(1, "its number is 3 where 1 should follow");
    }

    @Test
    void namesALineThatWasInsertedTwice() throws IOException {
        recordSome(3);
        List<String> lines = lines();
        lines.add(1, lines.getFirst());
        write(lines);

        assertDamaged(2, "its number is 1 where 2 should follow");
    }

    @Test
    void namesTheFirstOfTwoLinesThatChangedPlaces() throws IOException {
        recordSome(5);
        List<String> lines = lines();
        Collections.swap(lines, 2, 3);
        write(lines);

        assertDamaged(3, "its number is 4");
    }

    /// Its number and its hash are right, but it is not the one that the next is linked to.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void namesTheLineThatIsNotLinkedToTheOneBefore(int number) throws IOException {
        recordSome(5);
        Batch other =
                Batch.of(
                        List.of(Body.of(Entries.of(AuditEventSamples.startedBy("other")).note())),
                        new Link(number - 1L, "f".repeat(64)),
                        NOW);
        List<String> lines = lines();
        lines.set(number - 1, new String(other.lines().toArray(), StandardCharsets.UTF_8).strip());
        write(lines);

        assertDamaged(number, "not linked");
    }

    @Test
    void doesNotLookAtOlderEntries() throws IOException {
        recordSome(5);
        List<String> lines = lines();
        lines.set(1, "{}");
        write(lines);

        assertThat(AuditFile.inspect(file, 3)).isEqualTo(new AuditInspection.Sound(3, 5, NOW, 0));
        assertThat(AuditFile.inspect(file, 4)).isInstanceOf(AuditInspection.Damaged.class);
    }

    @Test
    void namesALineThatIsLongerThanAnyEntry() throws IOException {
        recordSome(2);
        Files.write(file, new byte[Tail.LONGEST + 100], StandardOpenOption.APPEND);
        assertDamaged(3, "longer than any entry");

        Files.writeString(file, "\n", StandardOpenOption.APPEND);
        assertDamaged(3, "longer than any entry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "SQLite format 3\0", "x\n", "{}\n", "\n"})
    void tellsAFileThatIsNoAuditFile(String content) throws IOException {
        Files.writeString(file, content);

        assertThat(inspect())
                .isInstanceOfSatisfying(
                        AuditInspection.Damaged.class,
                        damaged -> assertThat(damaged.line()).isEqualTo(1));
    }

    @Test
    void tellsWhatIsNoFile() throws IOException {
        Files.createDirectory(file);
        assertThat(inspect()).isEqualTo(new AuditInspection.Unreadable("it is not a file"));
    }

    @Test
    void tellsAFileThatMayNotBeRead() throws IOException {
        recordSome(1);
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file));

        assertThat(inspect()).isInstanceOf(AuditInspection.Unreadable.class);
    }

    @Test
    void looksAtOneEntryAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> AuditFile.inspect(file, 0));
    }

    @Test
    void findsNothingWrongWhileANeuronAppends() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (AuditFile trail = AuditFile.open(file, InstantSource.system())) {
            Thread writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (!stop.get()) {
                                    trail.record(
                                            List.of(
                                                    AuditEventSamples.startedBy("one"),
                                                    AuditEventSamples.longest(),
                                                    AuditEventSamples.startedBy("two")));
                                }
                            });
            try {
                for (int look = 0; look < 100; look++) {
                    assertThat(AuditFile.inspect(file, 10))
                            .isInstanceOfAny(
                                    AuditInspection.Empty.class, AuditInspection.Sound.class);
                }
            } finally {
                stop.set(true);
                writer.join();
            }
            assertThat(trail.canWrite()).isTrue();
        }

        assertThat(AuditChainVerifier.verify(file)).isNotEmpty();
    }

    /// The last line 200,000 times: whoever read more than what was asked for would notice.
    @Test
    void readsNoMoreOfALongFileThanOfAShortOne() throws IOException {
        recordSome(1);
        Files.writeString(file, (lines().getFirst() + "\n").repeat(200_000));
        AtomicLong read = new AtomicLong();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            LogBytes counting =
                    (position, length) -> {
                        var _ = read.addAndGet(length);
                        return FileStorage.read(channel, position, length);
                    };

            assertThat(new ChainInspection(counting, channel.size()).inspect(1))
                    .isEqualTo(new AuditInspection.Sound(1, 1, NOW, 0));
        }

        assertThat(read.get()).isLessThan(100_000);
    }

    private AuditInspection inspect() {
        return AuditFile.inspect(file, NEWEST);
    }

    private void assertDamaged(long line, String why) {
        assertThat(inspect())
                .isInstanceOfSatisfying(
                        AuditInspection.Damaged.class,
                        damaged -> {
                            assertThat(damaged.line()).isEqualTo(line);
                            assertThat(damaged.why()).contains(why);
                        });
    }

    private void recordSome(int count) {
        for (int number = 1; number <= count; number++) {
            record(AuditEventSamples.startedBy("patient " + number));
        }
    }

    private void record(AuditEvent event) {
        try (AuditFile trail = AuditFile.open(file, () -> NOW)) {
            trail.record(List.of(event));
        }
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
