package org.careagent.neuron.load;

import java.time.Duration;
import java.util.Locale;

/// Figures as people read them.
final class Figures {
    private Figures() {}

    static String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%,.0f ms", millis);
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }

    static String kibibytes(double bytes) {
        return String.format(Locale.ROOT, "%.2f KiB", bytes / 1024);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
