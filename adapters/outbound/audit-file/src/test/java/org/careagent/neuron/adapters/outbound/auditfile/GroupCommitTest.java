package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.AuditPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
final class GroupCommitTest {
    private static final int CALLERS = 100;

    @TempDir private Path folder;

    /// While one sync runs, all others gather; they share the next.
    @Test
    void callsThatComeWhileASyncRunsShareTheNext() throws Exception {
        FaultyStorage storage = new FaultyStorage(folder.resolve("audit.jsonl"));
        AtomicInteger called = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (AuditFile trail =
                        AuditFile.resume(storage, InstantSource.system(), AuditFileOptions.PLAIN);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            storage.onSync(() -> {
                called.incrementAndGet();
                started.countDown();
                release.await();
            });
            List<Future<AuditPosition>> calls = new ArrayList<>();
            calls.add(callers.submit(() -> append(trail, 0)));
            started.await();
            for (int i = 1; i <= CALLERS; i++) {
                int caller = i;
                calls.add(callers.submit(() -> append(trail, caller)));
            }
            while (trail.waiting() < CALLERS) {
                Thread.onSpinWait();
            }
            release.countDown();
            for (Future<AuditPosition> call : calls) {
                call.get();
            }
            assertThat(calls.getFirst().get().sequence()).isEqualTo(1);
            assertThat(calls.getLast().get().sequence()).isEqualTo(CALLERS + 1);
        }

        assertThat(called).hasValue(2);
        assertThat(AuditChainVerifier.verify(folder.resolve("audit.jsonl"))).hasSize(CALLERS + 1);
    }

    private static AuditPosition append(AuditFile trail, int caller) {
        return trail.append(trail.notes(List.of(AuditEventSamples.startedBy("caller " + caller))));
    }
}
