package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.careagent.neuron.adapters.outbound.auditfile.Verification.Kind;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.CheckpointSigner;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What is done by somebody who can write to the log, its checkpoints and its tree, can compute
/// hashes, and would like to hear that it verifies.
@Timeout(60)
final class AuditVerifierTest {
    private static final String ORIGIN = "neuron/1234567893/test";
    private static final CheckpointSigner SIGNER = new TestSigner(ORIGIN);
    private static final CheckpointSigner SUCCESSOR = new TestSigner(ORIGIN);

    @TempDir private Path folder;
    private Path file;
    private Path checkpoints;

    @BeforeEach
    void nameFiles() {
        file = folder.resolve("audit.jsonl");
        checkpoints = folder.resolve("audit.checkpoints");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", " ", "\t", "{}", "\0"})
    void aLineWithMoreBehindItIsEdited(String more) throws IOException {
        record(5);
        List<String> lines = lines();
        lines.set(2, lines.get(2) + more);
        write(lines);

        assertFault(Kind.EDITED, 3);
    }

    @Test
    void endsOfLinesAsOnWindowsAreFound() throws IOException {
        record(5);
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));

        assertFault(Kind.EDITED, 1);
    }

    @Test
    void aByteOrderMarkIsFound() throws IOException {
        record(5);
        Files.writeString(file, "\ufeff" + Files.readString(file));

        assertFault(Kind.EDITED, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"admin\",\"action\":\"neuron_stop\",\"category\":\"admin\",\"details\":{}",
                "{\"action\":\"neuron_stop\",\"category\":\"admin\",\"details\":{\"a\":1,\"a\":1}",
                "{\"action\":\"neuron_stop\",\"category\":\"admin\",\"details\":[]",
                "{\"action\":\"neuron_stop\",\"actor\":7,\"category\":\"admin\",\"details\":{}",
                "{\"action\":\"neuron_stop\",\"actor\":null,\"category\":\"admin\",\"details\":{}",
                "{\"action\":\"neuron_stop\",\"category\":\"Admin\",\"details\":{}",
                "{\"action\":\"neuron_stop\",\"category\":\"admin\",\"details\":{\"a\":1e400}",
            })
    void anEntryOfAnotherFormIsEditedThoughItsHashIsRight(String body) throws IOException {
        record(5);
        List<String> lines = lines();
        lines.set(4, forged(lines.get(3), body, "2026-02-03T12:00:00.000Z"));
        write(lines);
        Files.delete(checkpoints.resolve("5"));

        assertFault(Kind.EDITED, 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T12:00:00.000Z",
                "2026-13-01T12:00:00.000Z",
                "2026-02-03T24:00:00.000Z",
                "2026-02-03T12:60:00.000Z"
            })
    void aTimeThatThereIsNotIsEditedThoughItsHashIsRight(String time) throws IOException {
        record(5);
        List<String> lines = lines();
        lines.set(4, forged(lines.get(3), read(lines.get(4)).body(), time));
        write(lines);
        Files.delete(checkpoints.resolve("5"));

        assertFault(Kind.EDITED, 5);
    }

    /// Clocks are set back: that is no fault, but worth a look.
    @Test
    void datesThatGoBackwardsAreCounted() {
        List<Instant> dates =
                List.of(
                        Instant.parse("2026-02-03T12:00:00Z"),
                        Instant.parse("2026-02-03T11:00:00Z"),
                        Instant.parse("2026-02-03T11:00:00Z"),
                        Instant.parse("2026-02-03T12:00:00Z"));
        for (Instant date : dates) {
            try (AuditFile trail = AuditFile.open(file, InstantSource.fixed(date))) {
                trail.record(AuditEventSamples.startedBy("somebody"));
            }
        }

        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Sound.class,
                        sound -> assertThat(sound.datedBack()).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "{}", "{\"action\":\"neuron_stop\"}"})
    void whatIsAppendedAndNoEntryIsInserted(String line) throws IOException {
        record(5);
        append(line);

        assertFault(Kind.INSERTED, 6);
    }

    @Test
    void aLastEntryThatWasMadeAnythingElseIsEdited() throws IOException {
        record(5);
        List<String> lines = lines();
        lines.set(4, lines.get(4).replace("patient 5", "patient 6"));
        write(lines);
        assertFault(Kind.EDITED, 5);
        Files.delete(checkpoints.resolve("5"));
        assertFault(Kind.EDITED, 5);
    }

    @Test
    void anEntryThatWasSignedAndIsGarbageNowIsEdited() throws IOException {
        record(5);
        List<String> lines = lines();
        lines.set(4, "garbage");
        write(lines);

        assertFault(Kind.EDITED, 5);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "3, 7", "6, 6", "6, 8"})
    void theEndOfAnotherLogIsInserted(int from, int to) throws IOException {
        record(5);
        append(linesOfAnotherLog(8).subList(from - 1, to));

        assertFault(Kind.INSERTED, 6);
    }

    /// Nothing vouches for the last line before it then: it may have been edited.
    @Test
    void theEndOfAnotherLogLooksLikeAnEditWhereNothingWasSigned() throws IOException {
        try (AuditFile trail = AuditFile.open(file, InstantSource.system())) {
            recordIn(trail, 5);
        }
        append(linesOfAnotherLog(8).subList(5, 8));

        assertFault(Kind.EDITED, 5);
    }

    @Test
    void aFileUnderAnotherNameIsToldApart() throws IOException {
        recordInFiles(6);
        assertThat(verify()).isInstanceOf(Verification.Sound.class);
        Files.move(rotated(3), rotated(4));

        assertFault(Kind.EDITED, rotated(4), 1, 3);
    }

    @Test
    void anEmptyFileThatWasPutInIsToldApart() throws IOException {
        recordInFiles(6);
        Files.createFile(rotated(9));

        assertFault(Kind.INSERTED, rotated(9), 1, 5);
    }

    @Test
    void anEmptyFileThatWasPutInAtTheEndIsToldApart() throws IOException {
        recordInFiles(6);
        Files.move(file, rotated(5));
        Files.createFile(rotated(7));

        assertFault(Kind.INSERTED, rotated(7), 1, 7);
    }

    @Test
    void aFileThatWasEmptiedIsNamed() throws IOException {
        recordInFiles(6);
        Files.write(rotated(3), new byte[0]);

        assertFault(Kind.REMOVED, rotated(3), 1, 3);
    }

    @Test
    void aNamedPipeAmongTheFilesKeepsNobodyWaiting() throws Exception {
        recordInFiles(6);
        assumeTrue(makePipe(rotated(7)));

        assertThat(verify()).isInstanceOf(Verification.Unreadable.class);
    }

    @Test
    void aNamedPipeAmongTheCheckpointsKeepsNobodyWaiting() throws Exception {
        record(3);
        Files.delete(checkpoints.resolve("3"));
        assumeTrue(makePipe(checkpoints.resolve("3")));

        assertThat(verify()).isInstanceOf(Verification.BadCheckpoint.class);
    }

    @Test
    void aRingOfSymbolicLinksIsNoLog() throws IOException {
        Files.createSymbolicLink(file, folder.resolve("b"));
        Files.createSymbolicLink(folder.resolve("b"), file);

        assertThat(verify()).isInstanceOf(Verification.Unreadable.class);
    }

    @Test
    void aLogThatIsReachedByALinkIsVerifiedWithAllItsFiles() throws IOException {
        recordInFiles(6);
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(verify(link, List.of(SIGNER)))
                .isInstanceOfSatisfying(
                        Verification.Sound.class,
                        sound -> assertThat(sound.entries()).isEqualTo(6));
    }

    @Test
    void aCheckpointOfAnotherLogWithTheSameKeyIsToldApart() throws IOException {
        record(5);
        CheckpointSigner elsewhere = new SameKey("neuron/1234567893/elsewhere");
        Path other = folder.resolve("other/audit.jsonl");
        try (AuditFile trail = open(other, Long.MAX_VALUE, List.of(elsewhere))) {
            recordIn(trail, 3);
        }
        Files.copy(other.resolveSibling("audit.checkpoints/3"), checkpoints.resolve("3"));

        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.BadCheckpoint.class,
                        bad -> assertThat(bad.why()).contains("another log"));
    }

    /// A key is changed because somebody else may have it.
    @Test
    void whatAKeySignsThatWasGivenUpProvesNothing() throws IOException {
        record(2);
        changeKey();
        record(7, 8, SUCCESSOR);
        assertThat(verify(file, List.of(SUCCESSOR, SIGNER))).isInstanceOf(Verification.Sound.class);

        record(9, 9, SIGNER);

        assertThat(verify(file, List.of(SUCCESSOR, SIGNER)))
                .isInstanceOfSatisfying(
                        Verification.BadCheckpoint.class,
                        bad ->
                                assertThat(bad.why())
                                        .isEqualTo(
                                                "it is of 6 entries, and signed with a key that"
                                                        + " was given up with entry 3"));
    }

    /// So a Neuron of an earlier version may have left it.
    @Test
    void aChangeToAKeyThatNeverCameToBeGivesNoneUp() throws IOException {
        record(2);
        changeKey();
        record(4, 5, SIGNER);

        assertThat(verify(file, List.of(SIGNER))).isInstanceOf(Verification.Sound.class);
    }

    private void changeKey() {
        try (AuditFile trail = open(file, Long.MAX_VALUE, List.of(SIGNER, SUCCESSOR))) {
            trail.record(
                    new AuditEvent.KeyRotated(
                            SIGNER.key().idInHex(),
                            SUCCESSOR.key().idInHex(),
                            AuditEventSamples.OPERATOR));
        }
    }

    private static String forged(String before, String body, String time) {
        return forged(before, new Body(Bytes.of(body.getBytes(StandardCharsets.UTF_8))), time);
    }

    private static String forged(String before, Body body, String time) {
        return new String(
                Line.after(read(before).link(), body, time).bytes(), StandardCharsets.UTF_8);
    }

    private static Line read(String line) {
        return Line.read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private List<String> linesOfAnotherLog(int entries) throws IOException {
        Path other = folder.resolve("other/audit.jsonl");
        try (AuditFile trail =
                AuditFile.open(other, InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")))) {
            recordIn(trail, entries);
        }
        return Files.readAllLines(other);
    }

    private static boolean makePipe(Path path) throws Exception {
        return Files.isExecutable(Path.of("/usr/bin/mkfifo"))
                && new ProcessBuilder("/usr/bin/mkfifo", path.toString()).start().waitFor() == 0;
    }

    private void record(int entries) {
        record(1, entries, SIGNER);
    }

    private void record(int first, int last, CheckpointSigner signer) {
        try (AuditFile trail = open(file, Long.MAX_VALUE, List.of(signer))) {
            IntStream.rangeClosed(first, last)
                    .forEach(i -> trail.record(AuditEventSamples.startedBy("patient " + i)));
        }
    }

    /// Two entries a file.
    private void recordInFiles(int entries) throws IOException {
        try (AuditFile trail = open(file, 500, List.of(SIGNER))) {
            recordIn(trail, entries);
        }
        assertThat(rotated(1)).exists();
        assertThat(rotated(3)).exists();
    }

    private static void recordIn(AuditFile trail, int entries) {
        IntStream.rangeClosed(1, entries)
                .forEach(i -> trail.record(AuditEventSamples.startedBy("patient " + i)));
    }

    private static AuditFile open(Path file, long rotateBytes, List<CheckpointSigner> signers) {
        return AuditFile.open(
                file, InstantSource.system(), new AuditFileOptions(rotateBytes, 100, signers));
    }

    private Path rotated(int first) {
        return folder.resolve("audit." + first + ".jsonl");
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private void append(String line) throws IOException {
        append(List.of(line));
    }

    private void append(List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n", StandardOpenOption.APPEND);
    }

    private Verification verify() {
        return verify(file, List.of(SIGNER));
    }

    private static Verification verify(Path log, List<CheckpointSigner> keys) {
        return AuditVerifier.verify(
                log,
                new VerifierOptions(
                        keys.stream().map(CheckpointSigner::publicKey).toList(),
                        Optional.of(ORIGIN),
                        Optional.empty()),
                (_, _) -> {},
                Duration.ofMillis(1));
    }

    private void assertFault(Kind kind, long line) {
        assertFault(kind, file, line, line);
    }

    private void assertFault(Kind kind, Path in, long line, long sequence) {
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Faulty.class,
                        faulty -> {
                            assertThat(faulty.kind()).isEqualTo(kind);
                            assertThat(faulty.file().getFileName()).isEqualTo(in.getFileName());
                            assertThat(faulty.line()).isEqualTo(line);
                            assertThat(faulty.sequence()).isEqualTo(sequence);
                        });
    }

    /// The same Neuron's key under another name.
    private record SameKey(String origin) implements CheckpointSigner {
        @Override
        public Bytes publicKey() {
            return SIGNER.publicKey();
        }

        @Override
        public Bytes sign(Bytes message) {
            return SIGNER.sign(message);
        }
    }
}
