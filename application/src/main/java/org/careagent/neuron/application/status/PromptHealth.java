package org.careagent.neuron.application.status;

import org.careagent.neuron.application.port.Workers;
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
    private final Workers workers;
    private CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(true);

    /// @param whole may take its time
    /// @param workers give the threads that wait for it
    public PromptHealth(Writable whole, Workers workers) {
        this.whole = whole;
        this.workers = workers;
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
            answer = Question.asked(workers, "health", whole::canWrite);
        }
        return answer;
    }
}
