package org.careagent.neuron.bootstrap.doctor;

import java.time.Duration;
import java.time.Instant;

/// How a certificate stands at a time.
enum Validity {
    GOOD,
    ENDS_SOON,
    ENDED,
    NOT_YET;

    // How long before its end a certificate is to be renewed.
    private static final Duration SOON = Duration.ofDays(30);

    /// How one stands at `now` that is valid from `start` until `end`.
    static Validity of(Instant start, Instant end, Instant now) {
        if (now.isAfter(end)) {
            return ENDED;
        }
        if (now.isBefore(start)) {
            return NOT_YET;
        }
        return isNear(end, now) ? ENDS_SOON : GOOD;
    }

    /// Whether `end` is so near that it is time to renew, or past.
    static boolean isNear(Instant end, Instant now) {
        return Duration.between(now, end).compareTo(SOON) < 0;
    }
}
