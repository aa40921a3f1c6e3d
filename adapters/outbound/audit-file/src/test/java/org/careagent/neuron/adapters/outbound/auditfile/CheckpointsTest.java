package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.careagent.neuron.adapters.outbound.auditfile.Verification.Kind;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.Checkpoint;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.CheckpointSigner;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.RightEdge;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.SignedNote;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

@Timeout(60)
final class CheckpointsTest {
    private static final String ORIGIN = "neuron/1234567893/00000000-0000-4000-8000-000000000009";
    private static final CheckpointSigner SIGNER = new TestSigner(ORIGIN);
    private static final CheckpointSigner OTHER = new TestSigner(ORIGIN);

    @TempDir private Path folder;
    private Path file;
    private Path checkpoints;

    @BeforeEach
    void nameFiles() {
        file = folder.resolve("audit.jsonl");
        checkpoints = folder.resolve("audit.checkpoints");
    }

    @Test
    void areWrittenEverySoManyEntriesAndAtTheEnd() throws IOException {
        try (AuditFile trail = open(3)) {
            for (int i = 1; i <= 7; i++) {
                record(trail, i, i);
                trail.checkpoint();
            }
        }
        record(8, 8);
        try (AuditFile _ = open(3)) {
            // Nothing new.
        }

        assertThat(sizes()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        for (String size : sizes()) {
            assertSigned(Integer.parseInt(size), SIGNER);
        }
        assertThat(verified().checkpoints()).isEqualTo(new Verification.Checkpoints(8, 0, 0));
    }

    @Test
    void areOfItsOwnerAlone() throws IOException {
        record(1, 1);
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));

        assertThat(rights(checkpoints)).isEqualTo("rwx------");
        assertThat(rights(checkpoints.resolve("1"))).isEqualTo("rw-------");
        assertThat(rights(folder.resolve("audit.tree"))).isEqualTo("rw-------");
    }

    @Test
    void areWrittenWhileEntriesCome() throws Exception {
        try (AuditFile trail = open(100)) {
            record(trail, 1, 250);
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (!Files.exists(checkpoints.resolve("100"))) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
        assertThat(sizes()).contains("100", "250").hasSizeBetween(2, 3);
        assertThat(verified().entries()).isEqualTo(250);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "neuron audit tree 2\nentries 1\n",
                "changed",
                "forged",
                "a checkpoint",
                "of another"
            })
    void aTreeThatIsMissingOrDoesNotFitIsBuiltAnew(String tree) throws IOException {
        record(1, 10);
        Path kept = folder.resolve("audit.tree");
        switch (tree) {
            case "" -> Files.delete(kept);
            case "changed" ->
                    Files.writeString(
                            kept, Files.readString(kept).replaceFirst("entries 10", "entries 11"));
            case "forged" -> Files.writeString(kept, forged(Files.readString(kept)));
            case "a checkpoint" ->
                    Files.writeString(kept, Files.readString(checkpoints.resolve("10")));
            case "of another" -> {
                Path other = Files.createDirectory(folder.resolve("other"));
                try (AuditFile trail = open(other.resolve("audit.jsonl"), 5, SIGNER)) {
                    record(trail, 11, 15);
                }
                Files.copy(
                        other.resolve("audit.tree"),
                        kept,
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            default -> Files.writeString(kept, tree);
        }

        record(11, 11);

        assertSigned(11, SIGNER);
        assertThat(verified().entries()).isEqualTo(11);
    }

    /// By somebody who has a key, but not the Neuron's. Signed over it, the log would seem to be
    /// rewritten.
    private static String forged(String tree) {
        String text = SignedNote.parse(tree).orElseThrow().text();
        String other = text.replaceFirst("subtree [0-9a-f]{8}", "subtree 00000000");
        return SignedNote.of(other, List.of(OTHER)).spelling();
    }

    @Test
    void signWhatACrashHasLeftUnsigned() throws IOException {
        try (AuditFile trail = AuditFile.open(file, InstantSource.system())) {
            record(trail, 1, 5);
        }
        try (AuditFile trail = open(100)) {
            trail.checkpoint();
            assertSigned(5, SIGNER);
        }
    }

    @Test
    void goOnOverRotatedFiles() throws IOException {
        for (int i = 1; i <= 12; i++) {
            try (AuditFile trail =
                    AuditFile.open(
                            file,
                            InstantSource.system(),
                            new AuditFileOptions(1024, 2, List.of(SIGNER)))) {
                record(trail, i, i);
            }
        }

        assertThat(verified())
                .satisfies(sound -> {
                    assertThat(sound.files()).isEqualTo(4);
                    assertThat(sound.checkpoints().verified()).isEqualTo(12);
                });
    }

    @Test
    void areNotSignedOverALogThatWasTamperedWithMeanwhile() throws IOException {
        try (AuditFile trail = open(100)) {
            record(trail, 1, 3);
            Files.writeString(file, Files.readString(file).replace("patient 2", "patient X"));

            assertThatExceptionOfType(AuditUnavailableException.class)
                    .isThrownBy(trail::checkpoint)
                    .withMessageContaining("line 2 ");
        }
        assertThat(checkpoints).doesNotExist();
    }

    /// Appends go on, and the next one is tried again.
    @Test
    void thatCannotBeWrittenDelayNothing() throws IOException {
        Files.writeString(checkpoints, "in the way");
        try (AuditFile trail = open(1)) {
            record(trail, 1, 3);
            assertThatExceptionOfType(AuditUnavailableException.class)
                    .isThrownBy(trail::checkpoint);
            Files.delete(checkpoints);
            record(trail, 4, 4);
            trail.checkpoint();
        }
        assertSigned(4, SIGNER);
        assertThat(verified().entries()).isEqualTo(4);
    }

    @Test
    void ofOneSizeStayAsTheyAre() throws IOException {
        record(1, 2);
        String before = Files.readString(checkpoints.resolve("2"));
        Files.delete(file);
        try (AuditFile trail = open(100)) {
            record(trail, 7, 8);
            assertThatExceptionOfType(AuditUnavailableException.class)
                    .isThrownBy(trail::checkpoint)
                    .withMessageContaining("another checkpoint");
        }
        assertThat(checkpoints.resolve("2")).hasContent(before);
        assertFault(Kind.REWRITTEN, 1);
    }

    @Test
    void tellThatTheEndWasCut() throws IOException {
        record(1, 10);
        write(lines().subList(0, 7));

        assertFault(Kind.CUT, 8);
    }

    @Test
    void tellThatTheLogWasRewrittenAndSinceWhen() throws IOException {
        record(1, 4);
        record(5, 10);
        rewriteFrom(6);

        assertFault(Kind.REWRITTEN, 5);
    }

    @Test
    void thatSomebodyKeptTellItToo() throws IOException {
        record(1, 10);
        Path kept = Files.copy(checkpoints.resolve("10"), folder.resolve("kept"));
        Files.delete(checkpoints.resolve("10"));
        assertThat(verify(Optional.of(kept))).isInstanceOf(Verification.Sound.class);

        rewriteFrom(3);

        assertThat(verify(Optional.empty())).isInstanceOf(Verification.Sound.class);
        assertThat(verify(Optional.of(kept)))
                .isInstanceOfSatisfying(
                        Verification.Faulty.class,
                        faulty -> assertThat(faulty.kind()).isEqualTo(Kind.REWRITTEN));
        write(lines().subList(0, 9));
        assertThat(verify(Optional.of(kept)))
                .isInstanceOfSatisfying(
                        Verification.Faulty.class,
                        faulty -> assertThat(faulty.kind()).isEqualTo(Kind.CUT));
    }

    @Test
    void ofAnotherLogProveNothingAndAreToldApart() throws IOException {
        record(1, 3);
        Path other = Files.createDirectory(folder.resolve("other"));
        CheckpointSigner stranger = new TestSigner("neuron/1245319599/elsewhere");
        try (AuditFile trail = open(other.resolve("audit.jsonl"), 5, stranger)) {
            record(trail, 1, 3);
        }
        Path foreign = other.resolve("audit.checkpoints/3");

        assertBad(foreign, List.of(SIGNER), Optional.of(ORIGIN), "another log");
        assertBad(foreign, List.of(SIGNER), Optional.empty(), "none of the keys");
        assertBad(file, List.of(SIGNER), Optional.empty(), "no signed note");
    }

    @Test
    void thatWereForgedAreToldApart() throws IOException {
        record(1, 3);
        Path signed = checkpoints.resolve("3");
        Files.writeString(signed, Files.readString(signed).replace("\n3\n", "\n03\n"));
        assertThat(verify(Optional.empty())).isInstanceOf(Verification.BadCheckpoint.class);

        Files.writeString(signed, Files.readString(signed).replace("\n03\n", "\n4\n"));
        assertThat(verify(Optional.empty())).isInstanceOf(Verification.BadCheckpoint.class);
    }

    @Test
    void ofKeysThatAreNotKnownAreCountedAndNotBelieved() throws IOException {
        record(1, 3);
        write(lines().subList(0, 2));

        assertThat(verify(List.of(OTHER), Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(
                        Verification.Sound.class,
                        sound ->
                                assertThat(sound.checkpoints())
                                        .isEqualTo(new Verification.Checkpoints(0, 0, 1)));
        assertThat(verify(List.of(), Optional.empty(), Optional.empty()))
                .isInstanceOf(Verification.Faulty.class);
    }

    /// As when the key is changed: who has either key can verify it.
    @Test
    void mayHaveTwoSignatures() throws IOException {
        try (AuditFile trail = open(file, 100, SIGNER, OTHER)) {
            record(trail, 1, 3);
        }

        assertSigned(3, SIGNER);
        assertSigned(3, OTHER);
    }

    private void assertBad(
            Path kept, List<CheckpointSigner> keys, Optional<String> origin, String why) {
        assertThat(verify(keys, origin, Optional.of(kept)))
                .isInstanceOfSatisfying(
                        Verification.BadCheckpoint.class,
                        bad -> assertThat(bad.why()).contains(why));
    }

    private void assertFault(Kind kind, long line) {
        assertThat(verify(Optional.empty()))
                .isInstanceOfSatisfying(
                        Verification.Faulty.class,
                        faulty -> {
                            assertThat(faulty.kind()).isEqualTo(kind);
                            assertThat(faulty.line()).isEqualTo(line);
                        });
    }

    private Verification.Sound verified() {
        return (Verification.Sound) verify(Optional.empty());
    }

    private Verification verify(Optional<Path> kept) {
        return verify(List.of(SIGNER), Optional.of(ORIGIN), kept);
    }

    private Verification verify(
            List<CheckpointSigner> keys, Optional<String> origin, Optional<Path> kept) {
        return AuditVerifier.verify(
                file,
                new VerifierOptions(
                        keys.stream().map(CheckpointSigner::publicKey).toList(), origin, kept),
                (_, _) -> {});
    }

    /// Independently of how it was written.
    private void assertSigned(int size, CheckpointSigner by) throws IOException {
        RightEdge tree = new RightEdge();
        for (String line : lines().subList(0, size)) {
            tree.append(line.getBytes(StandardCharsets.UTF_8));
        }
        SignedNote note =
                SignedNote.parse(Files.readString(checkpoints.resolve("" + size))).orElseThrow();
        assertThat(note.text()).isEqualTo(new Checkpoint(ORIGIN, size, tree.root()).text());
        assertThat(note.standing(List.of(by.key()))).isEqualTo(SignedNote.Standing.HOLDS);
    }

    /// As somebody would who can compute hashes, and has no key.
    private void rewriteFrom(int line) throws IOException {
        List<String> lines = new ArrayList<>(lines());
        Link last = read(lines.get(line - 2)).link();
        for (int i = line - 1; i < lines.size(); i++) {
            Line old = read(lines.get(i));
            Body body =
                    new Body(
                            Bytes.of(
                                    new String(old.body().text().toArray(), StandardCharsets.UTF_8)
                                            .replace("patient", "forged")
                                            .getBytes(StandardCharsets.UTF_8)));
            Line forged = Line.after(last, body, old.timestamp());
            lines.set(i, new String(forged.bytes(), StandardCharsets.UTF_8));
            last = forged.link();
        }
        write(lines);
    }

    private static Line read(String line) {
        return Line.read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private void record(int first, int last) {
        try (AuditFile trail = open(100)) {
            record(trail, first, last);
        }
    }

    private static void record(AuditFile trail, int first, int last) {
        for (int i = first; i <= last; i++) {
            trail.record(AuditEventSamples.startedBy("patient " + i));
        }
    }

    private AuditFile open(int every) {
        return open(file, every, SIGNER);
    }

    private static AuditFile open(Path file, int every, CheckpointSigner... signers) {
        return AuditFile.open(
                file,
                InstantSource.system(),
                new AuditFileOptions(Long.MAX_VALUE, every, List.of(signers)));
    }

    private List<String> sizes() throws IOException {
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.map(it -> it.getFileName().toString())
                    .sorted(java.util.Comparator.comparing(Integer::valueOf))
                    .toList();
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
