package org.careagent.neuron.application.audit;

import org.careagent.neuron.application.port.TrailRecords;
import org.careagent.neuron.application.port.TrailVerdict;
import org.careagent.neuron.application.port.Workers;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A full check of the audit trail, of which there is one at a time: it reads all of the trail, and
/// handshakes want the disk and the processor too. Safe for use by many threads.
public final class VerifyTrail {
    private final TrailRecords trail;
    private final Workers workers;
    private CompletableFuture<TrailVerdict> running = new CompletableFuture<>();
    private boolean isRunning;

    /// @param trail is verified
    /// @param workers give the thread: a check computes for long, and would keep a thread that many
    ///   requests share
    public VerifyTrail(TrailRecords trail, Workers workers) {
        this.trail = trail;
        this.workers = workers;
    }

    /// Verifies all of the trail, and waits for it. Whoever asks while a check is going on is given
    /// the verdict of that one, which may not tell of the newest entries.
    ///
    /// Throws an unchecked exception when the check fails by itself.
    public TrailVerdict verify() {
        try {
            return asked().join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the audit trail could not be verified", e);
        }
    }

    private synchronized CompletableFuture<TrailVerdict> asked() {
        if (!isRunning) {
            CompletableFuture<TrailVerdict> begun = new CompletableFuture<>();
            var _ = workers.start("audit-verification", () -> verify(begun));
            running = begun;
            isRunning = true;
        }
        return running;
    }

    private void verify(CompletableFuture<TrailVerdict> verdict) {
        try {
            TrailVerdict found = trail.verify();
            ended();
            var _ = verdict.complete(found);
        } catch (RuntimeException | Error e) {
            ended();
            var _ = verdict.completeExceptionally(e);
        }
    }

    private synchronized void ended() {
        isRunning = false;
    }
}
