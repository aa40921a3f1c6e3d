package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.AuditNote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;

final class AuditFileFailureTest {
    private static final List<AuditEvent> LOST =
            List.of(AuditEventSamples.startedBy("lost"), AuditEventSamples.startedBy("lost too"));

    @TempDir private Path folder;
    private Path file;
    private FaultyStorage storage;
    private AuditFile trail;

    @BeforeEach
    void recordOne() throws IOException {
        file = folder.resolve("audit.jsonl");
        storage = new FaultyStorage(file);
        trail = AuditFile.resume(storage, InstantSource.system(), AuditFileOptions.PLAIN);
        trail.record(AuditEventSamples.startedBy("first"));
    }

    @AfterEach
    void close() {
        trail.close();
    }

    /// In the middle of the first line, and in the middle of the second.
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 500})
    void aWriteThatFailsIsTakenBackAndTheNextMaySucceed(int bytes) throws IOException {
        storage.failWritesAfter(bytes);
        assertFails(LOST, "could not be written");
        assertThat(actors()).containsExactly("first");

        storage.recover();
        trail.record(AuditEventSamples.startedBy("second"));

        assertThat(actors()).containsExactly("first", "second");
    }

    @Test
    void isNotHealthyWhileTheDiskIsFullAndIsAgainWithoutAnEntry() throws IOException {
        storage.failWritesAfter(10);
        assertFails(LOST, "could not be written");
        assertThat(trail.canWrite()).isFalse();

        storage.recover();

        assertThat(trail.canWrite()).isTrue();
        assertThat(actors()).containsExactly("first");
    }

    @Test
    void isNotHealthyWithoutItsFile() throws IOException {
        Files.delete(file);

        assertThat(trail.canWrite()).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void isNotHealthyWhenTheFileWasChangedWhileTheDiskWasFull() throws IOException {
        storage.failWritesAfter(10);
        assertFails(LOST, "could not be written");
        Files.delete(file);
        storage.recover();

        assertThat(trail.canWrite()).isFalse();
        assertThat(file).doesNotExist();
    }

    /// What lies behind the last good line is not read as entries, and nothing is put behind it.
    @Test
    void aWriteThatCannotBeTakenBackYetIsTakenBackBeforeTheNext() throws IOException {
        storage.failWritesAfter(100);
        storage.failTruncations();
        assertFails(LOST, "could not be written");

        storage.recover();
        storage.failTruncations();
        assertThat(trail.canWrite()).isFalse();
        assertFails(LOST, "cannot be written to again yet");

        storage.recover();
        trail.record(AuditEventSamples.startedBy("second"));
        assertThat(actors()).containsExactly("first", "second");
    }

    @Test
    void aWriteThatWasNeverTakenBackIsCutOffByTheNextStart() throws IOException {
        storage.failWritesAfter(100);
        storage.failTruncations();
        assertFails(LOST, "could not be written");

        reopen();

        assertThat(actions()).containsExactly("connection.handshake_started", "audit.repaired");
    }

    /// A sync that succeeds after one that failed proves nothing; what was to be synced is gone.
    @Test
    void aSyncThatFailsIsTakenBackAndTheNextMaySucceed() throws IOException {
        storage.failSyncs();
        assertFails(LOST, "could not be synced");
        assertThat(actors()).containsExactly("first");
        assertThat(trail.canWrite()).isFalse();
        assertFails(LOST, "cannot be written to again yet");

        storage.recover();

        assertThat(trail.canWrite()).isTrue();
        assertThat(actors()).containsExactly("first");
        trail.record(AuditEventSamples.startedBy("second"));
        assertThat(actors()).containsExactly("first", "second");
        reopen();
        assertThat(actors()).containsExactly("first", "second");
    }

    @Test
    void doesNotGoOnIfItsLastEntryWasChangedMeanwhile() throws IOException {
        storage.failSyncs();
        assertFails(LOST, "could not be synced");
        Files.writeString(file, Files.readString(file).replace("first", "First"));
        storage.recover();

        assertThat(trail.canWrite()).isFalse();
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> trail.record(LOST))
                .withMessageContaining("its hash");
    }

    @Test
    void oneCallThatIsNoNoteFailsAloneAndWritesNothing() throws IOException {
        List<AuditNote> good = trail.notes(LOST);

        for (String text : List.of("", "{}", "x", good.getFirst().text() + " ", "[1]")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trail.append(List.of(good.getFirst(), new AuditNote(text))));
        }

        assertThat(actors()).containsExactly("first");
    }

    @Test
    void noticesThatTheFileWasDeleted() throws IOException {
        Files.delete(file);

        assertFails(LOST, "not there any more");
        assertFails(LOST, "not there any more");
        assertThat(file).doesNotExist();
    }

    @Test
    void noticesThatTheFileWasMovedAway() throws IOException {
        var _ = Files.move(file, folder.resolve("audit.jsonl.1"));
        Files.writeString(file, "");

        assertFails(LOST, "not there any more");
        assertThat(file).isEmptyFile();
    }

    @Test
    void noticesThatACopyWasPutInItsPlace() throws IOException {
        Path copy = Files.copy(file, folder.resolve("copy"));
        String before = Files.readString(copy);
        var _ = Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);

        assertFails(LOST, "not there any more");
        assertThat(file).hasContent(before);
    }

    @Test
    void noticesThatTheFileWasCutAndWritesNothingBehindTheGap() throws IOException {
        Files.writeString(file, "");

        assertFails(LOST, "changed by somebody else");
        assertThat(file).isEmptyFile();
    }

    @Test
    void noticesThatSomebodyElseWroteAndOverwritesNothing() throws IOException {
        Files.writeString(file, "# a note\n", StandardOpenOption.APPEND);
        String before = Files.readString(file);

        assertFails(LOST, "changed by somebody else");
        assertThat(file).hasContent(before);
    }

    @Test
    void aRepairThatFailsLeavesNothingUnrecorded() throws IOException {
        trail.close();
        Files.writeString(file, "{\"action\":", StandardOpenOption.APPEND);
        storage = new FaultyStorage(file);
        storage.failWritesAfter(5);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        AuditFile.resume(storage, InstantSource.system(), AuditFileOptions.PLAIN));

        reopen();

        assertThat(actions()).containsExactly("connection.handshake_started", "audit.repaired");
    }

    private void assertFails(List<AuditEvent> events, String why) {
        assertThatExceptionOfType(AuditUnavailableException.class)
                .isThrownBy(() -> trail.record(events))
                .withMessageContaining(why);
    }

    private void reopen() {
        trail.close();
        trail = AuditFile.open(file, InstantSource.system());
    }

    private List<String> actors() throws IOException {
        return AuditChainVerifier.verify(file).stream()
                .map(entry -> entry.path("actor").stringValue())
                .toList();
    }

    private List<String> actions() throws IOException {
        return AuditChainVerifier.verify(file).stream()
                .map(entry -> entry.path("action").stringValue())
                .toList();
    }
}
