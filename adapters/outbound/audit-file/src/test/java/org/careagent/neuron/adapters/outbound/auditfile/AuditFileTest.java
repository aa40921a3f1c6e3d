package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.AuditTrailContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

final class AuditFileTest extends AuditTrailContract {
    @TempDir private Path folder;
    private Path file;
    private AuditFile trail;

    @BeforeEach
    void open() {
        file = folder.resolve("new/folders/audit.jsonl");
        trail = AuditFile.open(file, InstantSource.system());
    }

    @AfterEach
    void close() {
        trail.close();
    }

    @Override
    protected AuditTrail trail() {
        return trail;
    }

    @Override
    protected List<Recorded> recorded() {
        return verified().stream()
                .map(entry ->
                        new Recorded(
                                entry.path("action").stringValue(),
                                entry.path("actor").stringValueOpt()))
                .toList();
    }

    @Test
    void makesFileAndFoldersForItsOwnerAlone() throws IOException {
        assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"));

        assertThat(rights(file)).isEqualTo("rw-------");
        assertThat(rights(folder.resolve("new/folders/audit.jsonl.lock"))).isEqualTo("rw-------");
        assertThat(rights(folder.resolve("new"))).isEqualTo("rwx------");
        assertThat(rights(folder.resolve("new/folders"))).isEqualTo("rwx------");
    }

    @Test
    void aSecondNeuronIsToldThatTheFileIsInUse() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        for (Path path : List.of(file, link)) {
            assertThatExceptionOfType(AuditFileInUseException.class)
                    .isThrownBy(() -> AuditFile.open(path, InstantSource.system()))
                    .withMessageContaining(file.toRealPath().toString())
                    .withMessageContaining("in use");
        }
        trail.record(AuditEventSamples.startedBy("undisturbed"));
        assertThat(verified()).hasSize(1);
    }

    @Test
    void aFileThatWasClosedCanBeOpenedAnew() {
        trail.record(AuditEventSamples.startedBy("first"));
        trail.close();
        trail.close();

        trail = AuditFile.open(file, InstantSource.system());
        trail.record(AuditEventSamples.startedBy("second"));

        assertThat(recorded())
                .extracting(Recorded::actor)
                .map(actor -> actor.orElse(""))
                .containsExactly("first", "second");
    }

    @Test
    void aClosedFileSaysSo() {
        trail.close();

        assertThatExceptionOfType(AuditUnavailableException.class)
                .isThrownBy(() -> trail.record(AuditEventSamples.startedBy("late")))
                .withMessageContaining("closed");
    }

    /// Whoever gets a line break into the log could forge entries; in canonical JSON there is none.
    @Test
    void keepsLineBreaksInsideAnEntry() {
        String forgery = "0.1.0\n{\"action\":\"forged\"}\r\n\u2028\u0000";

        trail.record(new AuditEvent.NeuronStarted(AuditEventSamples.ORGANIZATION, forgery));

        assertThat(verified())
                .singleElement()
                .extracting(entry -> entry.path("details").path("version").stringValue())
                .isEqualTo(forgery);
    }

    /// Whatever an interrupt hits: the call, the wait, or nothing any more.
    @Test
    void interruptsAtAnyMomentHarmNobody() throws InterruptedException {
        int many = 200;
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            AuditEvent event = AuditEventSamples.startedBy("interrupted " + i);
            callers.add(Thread.ofVirtual().start(() -> trail.record(event)));
        }
        callers.forEach(Thread::interrupt);
        for (Thread caller : callers) {
            caller.join();
        }

        trail.record(AuditEventSamples.startedBy("next"));

        assertThat(verified()).hasSize(many + 1);
    }

    @Test
    void aFolderIsNoAuditFile() {
        assertThatExceptionOfType(AuditUnavailableException.class)
                .isThrownBy(() -> AuditFile.open(folder, InstantSource.system()))
                .withMessageContaining(folder.toString());
    }

    private List<JsonNode> verified() {
        try {
            return AuditChainVerifier.verify(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
