package org.careagent.neuron.adapters.outbound.claims;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The two ways to spell a moment in a consent token (handshake protocol, section 3).
final class Times {
    static final String EPOCH_SECONDS =
            "must be an integer, the seconds since 1970-01-01T00:00:00Z";
    static final String RFC_3339 =
            "must be a string in RFC 3339, like 2026-01-31T09:30:00Z, from 1970 on";

    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");
    private static final long LAST_SECOND = Instant.MAX.getEpochSecond();

    // java.time reads more than RFC 3339 allows: times without seconds, offsets without minutes.
    private static final Pattern GRAMMAR =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\d[Tt]([01]\\d|2[0-3]):\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private Times() {}

    static Optional<Instant> ofEpochSeconds(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            return Optional.empty();
        }
        long seconds = node.longValue();
        return seconds >= 0 && seconds <= LAST_SECOND
                ? Optional.of(Instant.ofEpochSecond(seconds))
                : Optional.empty();
    }

    static Optional<Instant> ofRfc3339(JsonNode node) {
        if (!node.isString() || !GRAMMAR.matcher(node.stringValue()).matches()) {
            return Optional.empty();
        }
        try {
            Instant time =
                    OffsetDateTime.parse(node.stringValue().toUpperCase(Locale.ROOT)).toInstant();
            return time.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static boolean isBeforeYear10000(Instant time) {
        return time.isBefore(YEAR_10000);
    }
}
