package org.careagent.neuron.application.status;

import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.Workers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// How many introductions no provider's agent has acknowledged. The storage is asked now and then,
/// however often somebody wants to know, since it may have to count a long backlog; and nobody
/// waits long for a storage that gives no answer. Safe for use by many threads.
public final class PendingIntroductions {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final IntroductionStore introductions;
    private final Workers workers;
    private final InstantSource clock;
    private CompletableFuture<Long> answer = CompletableFuture.completedFuture(0L);
    private Instant asked = Instant.MIN;
    private volatile long lastKnown;

    /// @param workers give the threads that wait for an answer
    public PendingIntroductions(
            IntroductionStore introductions, Workers workers, InstantSource clock) {
        this.introductions = introductions;
        this.workers = workers;
        this.clock = clock;
    }

    /// The number at most ten seconds ago; or the last one that was known, zero before the first.
    public long now() {
        return asked().copy()
                .completeOnTimeout(lastKnown, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> lastKnown)
                .join();
    }

    private synchronized CompletableFuture<Long> asked() {
        Instant now = clock.instant();
        if (answer.isDone() && isStale(now)) {
            asked = now;
            answer = Question.asked(workers, "introductions", this::count);
        }
        return answer;
    }

    // A clock that was set back does not keep an old answer.
    private boolean isStale(Instant now) {
        return now.isBefore(asked) || !now.minus(KEPT).isBefore(asked);
    }

    private long count() {
        lastKnown = introductions.pendingCount();
        return lastKnown;
    }
}
