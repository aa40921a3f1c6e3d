package org.careagent.neuron.load;

import java.time.Duration;
import java.util.List;

/// Durations, which it sorts.
record Latencies(List<Duration> sorted) {
    Latencies {
        sorted = sorted.stream().sorted().toList();
    }

    /// The smallest that is not exceeded by `percent` of them (nearest rank); zero if there are
    /// none.
    Duration percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.max(rank, 1) - 1);
    }

    /// The longest.
    Duration max() {
        return percentile(100);
    }

    /// In one line.
    String summary() {
        return "median %s, p90 %s, p99 %s, max %s"
                .formatted(
                        Figures.millis(percentile(50)),
                        Figures.millis(percentile(90)),
                        Figures.millis(percentile(99)),
                        Figures.millis(max()));
    }
}
