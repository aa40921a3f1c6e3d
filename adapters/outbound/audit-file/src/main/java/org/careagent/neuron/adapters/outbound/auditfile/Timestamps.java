package org.careagent.neuron.adapters.outbound.auditfile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as the log spells them: RFC 3339, UTC, milliseconds.
final class Timestamps {
    /// How many characters one has.
    static final int LENGTH = 24;

    // Instant's own text leaves out a fraction of zero; the log has always three digits.
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static String of(Instant time) {
        return FORM.format(time);
    }
}
