package org.careagent.neuron.application.status;

import org.careagent.neuron.application.port.Writable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Health for those who do not wait long: what gives no answer in time is not well. Safe for use by
/// many threads.
///
/// While an answer is out, all who ask wait for the same one: a storage that hangs is not asked
/// again by every probe.
public final class PromptHealth implements Writable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Writable whole;
    private CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(true);

    /// @param whole may take its time
    public PromptHealth(Writable whole) {
        this.whole = whole;
    }

    /// As the whole says, within two seconds; else not.
    @Override
    public boolean canWrite() {
        return asked().copy()
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> false)
                .join();
    }

    private synchronized CompletableFuture<Boolean> asked() {
        if (answer.isDone()) {
            answer = CompletableFuture.supplyAsync(whole::canWrite, Thread::startVirtualThread);
        }
        return answer;
    }
}
