package org.careagent.neuron.application.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.AuditMark;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.FakeAuditTrail;
import org.careagent.neuron.application.port.FakeWorkers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

@Timeout(30)
final class RecorderTest {
    private static final AuditMark BEFORE = new AuditMark(7, AuditPosition.BEGINNING);

    private final FakeAuditTrail trail = new FakeAuditTrail();
    private final Progress progress = new Progress(Optional.of(BEFORE));
    private final Recorder recorder = new Recorder(Optional.of(trail), progress, new FakeWorkers());

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void movesTheMarkOverWhatItRecorded() {
        var _ = taken(OptionalLong.of(9), "8", "9").join();

        assertThat(progress.mark()).contains(new AuditMark(9, trail.end()));
    }

    @Test
    void movesNoMarkOverAGap() {
        assertThatThrownBy(() -> taken(OptionalLong.of(9), "9").join())
                .isInstanceOf(CompletionException.class);

        assertThat(recorder.owesNothing()).isFalse();
        assertThatThrownBy(() -> taken(OptionalLong.of(10), "10").join())
                .hasMessageContaining("start the Neuron again");
        assertThatThrownBy(() -> taken(OptionalLong.empty(), "alone").join())
                .hasMessageContaining("start the Neuron again");
        assertThat(progress.mark()).contains(BEFORE);
        assertThat(trail.events()).isEmpty();
    }

    @Test
    void keepsWhatItOwesUntilTheTrailWorksAgain() {
        trail.failWith(new IllegalStateException("disk full"));
        assertThatThrownBy(() -> taken(OptionalLong.of(8), "8").join())
                .hasMessageContaining("disk full");
        assertThat(recorder.owesNothing()).isFalse();

        trail.recover();

        assertThat(recorder.owesNothing()).isTrue();
        assertThat(progress.mark()).contains(new AuditMark(8, trail.end()));
    }

    private CompletableFuture<Void> taken(OptionalLong last, String... names) {
        List<AuditNote> notes =
                List.of(names).stream()
                        .flatMap(name ->
                                trail.notes(List.of(AuditEventSamples.startedBy(name))).stream())
                        .toList();
        CompletableFuture<Void> done = new CompletableFuture<>();
        recorder.take(new Recorder.Task(notes, last, done));
        return done;
    }
}
