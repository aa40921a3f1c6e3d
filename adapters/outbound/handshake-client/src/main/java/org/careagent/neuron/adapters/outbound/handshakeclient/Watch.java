package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.time.Duration;

/// Counts the time since the visit began, and what is left of its patience.
final class Watch {
    private final long start = System.nanoTime();
    private final Duration patience;

    Watch(Duration patience) {
        this.patience = patience;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Duration left() {
        return patience.minus(elapsed());
    }

    /// What is left, but not more than `most`.
    Duration left(Duration most) {
        Duration left = left();
        return left.compareTo(most) < 0 ? left : most;
    }

    /// In words, for a person.
    String patience() {
        return patience.toMillis() % 1000 == 0
                ? patience.toSeconds() + " s"
                : patience.toMillis() + " ms";
    }
}
