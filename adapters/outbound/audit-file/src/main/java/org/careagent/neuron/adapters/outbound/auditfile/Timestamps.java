package org.careagent.neuron.adapters.outbound.auditfile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// Times as the log spells them: RFC 3339, UTC, milliseconds.
final class Timestamps {
    /// How many characters one has.
    static final int LENGTH = 24;

    // Instant's own text leaves out a fraction of zero; the log has always three digits.
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final Pattern SPELLING =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z");

    private Timestamps() {}

    /// Whether `text` is a time so spelled.
    static boolean isOne(String text) {
        if (!SPELLING.matcher(text).matches()) {
            return false;
        }
        try {
            var _ = LocalDate.parse(text.substring(0, text.indexOf('T')));
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    static String of(Instant time) {
        return FORM.format(time);
    }
}
