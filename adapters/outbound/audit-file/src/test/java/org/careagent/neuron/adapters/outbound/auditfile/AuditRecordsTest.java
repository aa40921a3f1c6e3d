package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.TrailRecords;
import org.careagent.neuron.application.port.TrailRecords.Entry;
import org.careagent.neuron.application.port.TrailRecords.SignedCheckpoint;
import org.careagent.neuron.application.port.TrailVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

final class AuditRecordsTest {
    private static final int ENTRIES = 40;
    private static final TestSigner SIGNER = new TestSigner("neuron/test");

    @TempDir private Path folder;
    private final List<AuditFile> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(AuditFile::close);
    }

    private Path log() {
        return folder.resolve("audit.jsonl");
    }

    /// @param rotateBytes how long a file gets
    private AuditFile opened(long rotateBytes, int entries) {
        AuditFile file =
                AuditFile.open(
                        log(),
                        InstantSource.system(),
                        new AuditFileOptions(rotateBytes, 10, List.of(SIGNER)));
        opened.add(file);
        IntStream.rangeClosed(1, entries)
                .forEach(i -> file.record(AuditEventSamples.startedBy("patient " + i)));
        return file;
    }

    private static TrailRecords recordsOf(AuditFile file) {
        return file.records(() -> VerifierOptions.PLAIN);
    }

    // From the oldest file to the one that is written to.
    private List<String> linesOnDisk() throws IOException {
        List<String> lines = new ArrayList<>();
        for (long first : LogNames.of(log()).rotated()) {
            lines.addAll(Files.readAllLines(LogNames.of(log()).rotated(first)));
        }
        lines.addAll(Files.readAllLines(log()));
        return lines;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1024, 4096, Long.MAX_VALUE})
    void givesWhatComesAfterAnyEntryAsItIsOnDisk(long rotateBytes) throws IOException {
        TrailRecords records = recordsOf(opened(rotateBytes, ENTRIES));
        List<String> lines = linesOnDisk();

        assertThat(lines).hasSize(ENTRIES);
        for (int after = 0; after <= ENTRIES; after++) {
            for (int most : new int[] {1, 7, 100}) {
                List<Entry> found = records.after(after, most);
                int end = Math.min(ENTRIES, after + most);
                assertThat(found.stream().map(Entry::line)).isEqualTo(lines.subList(after, end));
                assertThat(found.stream().map(Entry::sequence))
                        .isEqualTo(LongStream.rangeClosed(after + 1, end).boxed().toList());
            }
        }
    }

    @Test
    void hasNothingBehindTheEnd() {
        TrailRecords records = recordsOf(opened(Long.MAX_VALUE, 3));

        assertThat(records.after(3, 100)).isEmpty();
        assertThat(records.after((1L << 53) - 1, 100)).isEmpty();
    }

    @Test
    void hasNothingBeforeTheFirstEntry() {
        TrailRecords records = recordsOf(opened(Long.MAX_VALUE, 0));

        assertThat(records.after(0, 100)).isEmpty();
        assertThat(records.newestCheckpoint()).isEmpty();
    }

    @Test
    void doesNotShowWhatIsNoEntry() throws IOException {
        TrailRecords records = recordsOf(opened(Long.MAX_VALUE, 3));
        String text = Files.readString(log());
        Files.writeString(log(), text.replaceFirst("\"sequence\":2", "\"sequence\":4"));

        assertThatExceptionOfType(AuditFileDamagedException.class)
                .isThrownBy(() -> records.after(1, 1));
    }

    @Test
    void leavesOutALineThatIsBeingWritten() throws IOException {
        TrailRecords records = recordsOf(opened(Long.MAX_VALUE, 3));
        Files.writeString(log(), "{\"action\":\"conn", StandardOpenOption.APPEND);

        assertThat(records.after(1, 100)).hasSize(2);
        assertThat(records.after(2, 100)).hasSize(1);
    }

    @Test
    void showsTheNewestCheckpointThatIsOne() throws IOException {
        AuditFile file = opened(Long.MAX_VALUE, 5);
        file.checkpoint();
        file.record(AuditEventSamples.startedBy("patient " + 6));
        file.checkpoint();
        Path checkpoints = folder.resolve("audit.checkpoints");
        Files.writeString(checkpoints.resolve("7"), "half of one");

        Optional<SignedCheckpoint> newest = recordsOf(file).newestCheckpoint();

        assertThat(newest.map(SignedCheckpoint::size)).contains(6L);
        assertThat(newest.orElseThrow().note())
                .isEqualTo(Files.readString(checkpoints.resolve("6")));
    }

    @Test
    void verifiesWhileEntriesAreAppended() throws InterruptedException {
        AuditFile file = opened(4096, ENTRIES);
        TrailRecords records = recordsOf(file);
        Thread appending =
                Thread.ofPlatform()
                        .start(() ->
                                IntStream.range(0, 1000)
                                        .forEach(i ->
                                                file.record(
                                                        AuditEventSamples.startedBy(
                                                                "patient " + i))));

        long before = 0;
        while (appending.isAlive()) {
            assertThat(records.verify()).isInstanceOf(TrailVerdict.Verified.class);
            List<Entry> newest = records.after(before, 100);
            before += newest.size();
        }
        appending.join();

        assertThat(records.verify())
                .isInstanceOfSatisfying(
                        TrailVerdict.Verified.class,
                        it -> assertThat(it.entries()).isEqualTo(ENTRIES + 1000L));
    }

    @Test
    void namesTheLineThatIsNotWhatWasWritten() throws IOException {
        TrailRecords records = recordsOf(opened(Long.MAX_VALUE, 3));
        String text = Files.readString(log());
        Files.writeString(log(), text.replaceFirst("\"sequence\":2", "\"sequence\":9"));

        assertThat(records.verify())
                .isInstanceOfSatisfying(
                        TrailVerdict.Broken.class,
                        it -> {
                            assertThat(it.file()).isEqualTo("audit.jsonl");
                            assertThat(it.line()).isEqualTo(2);
                        });
    }
}
