package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.RecordedNote;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

final class AuditFileResumeTest {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("audit.jsonl");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 300})
    void cutsOffATornLastLineAndSaysSo(int bytes) throws IOException {
        record(AuditEventSamples.startedBy("first"), AuditEventSamples.startedBy("second"));
        tear(bytes);

        record(AuditEventSamples.startedBy("third"));

        List<JsonNode> entries = AuditChainVerifier.verify(file);
        assertThat(entries)
                .extracting(entry -> entry.path("action").stringValue())
                .containsExactly(
                        "connection.handshake_started",
                        "connection.handshake_started",
                        "audit.repaired",
                        "connection.handshake_started");
        assertThat(entries.get(2).path("details").path("bytes_cut").intValue()).isEqualTo(bytes);
    }

    @Test
    void aVeryLongTornLineIsCutOff() throws IOException {
        record(AuditEventSamples.startedBy("first"));
        record(AuditEventSamples.longest());
        cutLastBytes(1);

        record(AuditEventSamples.startedBy("next"));

        assertThat(AuditChainVerifier.verify(file)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"action\":\"neu", "{\"act\0\0\0\0", "\0\0\0\0"})
    void aFileOfOneTornLineBecomesAFreshChain(String torn) throws IOException {
        Files.writeString(file, torn);

        record(AuditEventSamples.startedBy("first"));

        assertThat(AuditChainVerifier.verify(file))
                .extracting(entry -> entry.path("action").stringValue())
                .containsExactly("audit.repaired", "connection.handshake_started");
    }

    /// Unlike a trail that was begun anew, which says so under the same action.
    @Test
    void aRepairIsToldApartWhenItIsReadBack() throws IOException {
        Files.writeString(file, "{");

        try (AuditFile trail = AuditFile.open(file, InstantSource.system())) {
            trail.record(new AuditEvent.TrailBegunAnew(new AuditPosition(7, "f".repeat(64))));
            assertThat(trail.since(AuditPosition.BEGINNING).orElseThrow())
                    .extracting(RecordedNote::subject)
                    .containsExactly(
                            new RecordedNote.Subject.Repaired(), new RecordedNote.Subject.Other());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "SQLite format 3\0", "{\"accounts\": 12"})
    void aFileThatIsNoAuditFileIsLeftAlone(String content) throws IOException {
        Files.writeString(file, content);

        assertStopsNaming("line 1 ");

        assertThat(file).hasContent(content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "third | thirD | its hash",
                "\"sequence\":3 | \"sequence\":4 | its hash",
                "\"sequence\":3 | \"sequence\":3.5 | not of its form",
                "\"sequence\":3 | \"sequence\":0 | not of its form",
                "\"sequence\":3 | \"sequence\":03 | not JSON",
                "\"sequence\":3 | \"sequence\":9007199254740993 | no canonical form",
                "\"sequence\":3 | \"sequence\": 3 | not in canonical form",
                "\"category\" | \"catagory\" | not of its form",
                "\"prev_hash\":\" | \"prev_hash\":\"0 | not of its form",
                "{\"action\" | [{\"action\" | not JSON",
                "{\"action\":\" | {\"a\":1,\"a\":1,\"action\":\" | not in canonical form",
                "third | \\ud800 | no canonical form",
            })
    void aLastLineThatDoesNotVerifyStopsTheStart(String old, String forged, String why)
            throws IOException {
        record(
                AuditEventSamples.startedBy("first"),
                AuditEventSamples.startedBy("second"),
                AuditEventSamples.startedBy("third"));
        forgeLastLine(old, forged);
        tear(5);
        byte[] before = Files.readAllBytes(file);

        assertStopsNaming("line 3 of the audit file " + file.toRealPath(), why);

        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void anEmptyLineAtTheEndStopsTheStart() throws IOException {
        record(AuditEventSamples.startedBy("first"));
        Files.writeString(file, "\n", StandardOpenOption.APPEND);

        assertStopsNaming("line 2 ");
    }

    @Test
    void aLineLongerThanAnyEntryStopsTheStart() throws IOException {
        record(AuditEventSamples.startedBy("first"));
        byte[] before = Files.readAllBytes(file);
        Files.write(file, new byte[Tail.LONGEST], StandardOpenOption.APPEND);

        assertStopsNaming("line 2 ", "longer than any entry");

        assertThat(Files.size(file)).isEqualTo(before.length + Tail.LONGEST);
    }

    @Test
    void aStoppedStartGivesTheFileUp() throws IOException {
        Files.writeString(file, "x");
        assertStopsNaming("line 1 ");
        Files.writeString(file, "");

        record(AuditEventSamples.startedBy("first"));

        assertThat(AuditChainVerifier.verify(file)).hasSize(1);
    }

    @Test
    void findsALastLineOfAnyLength() throws IOException {
        for (int times = 0; times < 3; times++) {
            record(AuditEventSamples.longest());
        }

        assertThat(AuditChainVerifier.verify(file)).hasSize(3);
    }

    /// The last line 200,000 times: whoever read more than that one would notice.
    @Test
    void readsNoMoreOfALongFileThanOfAShortOne() throws IOException {
        record(AuditEventSamples.startedBy("one of many"));
        Files.writeString(file, (lastLine() + "\n").repeat(200_000));
        FaultyStorage storage = new FaultyStorage(file);

        try (AuditFile trail =
                AuditFile.resume(storage, InstantSource.system(), AuditFileOptions.PLAIN)) {
            assertThat(storage.bytesRead()).isLessThanOrEqualTo(64 << 10);
            trail.record(AuditEventSamples.startedBy("next"));
        }

        assertThat(Files.size(file)).isGreaterThan(60_000_000);
        assertThat(lastLine()).contains("\"sequence\":2,");
    }

    private void record(AuditEvent... events) {
        try (AuditFile trail = AuditFile.open(file, InstantSource.system())) {
            trail.record(List.of(events));
        }
    }

    /// Leaves the beginning of another line at the end.
    private void tear(int bytes) throws IOException {
        String line = lastLine().repeat(2);
        Files.writeString(file, line.substring(0, bytes), StandardOpenOption.APPEND);
    }

    private void cutLastBytes(int bytes) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - bytes));
    }

    private void forgeLastLine(String old, String forged) throws IOException {
        String line = lastLine();
        String rest = Files.readString(file).replace(line + "\n", "");
        assertThat(line).contains(old);
        Files.writeString(file, rest + line.replace(old, forged) + "\n");
    }

    private String lastLine() throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).lines().reduce("", (_, line) -> line);
    }

    private void assertStopsNaming(String... words) {
        assertThatExceptionOfType(AuditFileDamagedException.class)
                .isThrownBy(() -> AuditFile.open(file, InstantSource.system()))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(words))
                .withMessageContaining("Nothing was changed");
    }
}
