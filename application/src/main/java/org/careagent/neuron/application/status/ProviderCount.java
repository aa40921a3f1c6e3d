package org.careagent.neuron.application.status;

import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.Workers;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How many providers are registered. Whoever asks how the Neuron is must get an answer above all
/// when its storage gives none; then it is the number that was known last. Safe for use by many
/// threads.
public final class ProviderCount {
    // A storage that works answers in a few milliseconds.
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ProviderDirectory providers;
    private final Workers workers;
    private volatile int lastKnown;

    /// Throws an unchecked exception if `providers` cannot be read now.
    ///
    /// @param workers give the threads that wait for an answer
    public ProviderCount(ProviderDirectory providers, Workers workers) {
        this.providers = providers;
        this.workers = workers;
        this.lastKnown = providers.all().size();
    }

    /// The number now, or the last one that was known if it is not to be had within half a second.
    public int now() {
        CompletableFuture<Integer> asked =
                Question.asked(workers, "status", () -> providers.all().size());
        try {
            lastKnown = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // That the storage fails is for the health to say, and for the log.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return lastKnown;
    }
}
