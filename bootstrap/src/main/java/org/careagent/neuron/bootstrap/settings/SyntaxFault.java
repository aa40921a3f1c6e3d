package org.careagent.neuron.bootstrap.settings;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

import java.util.Optional;
import java.util.regex.Pattern;

/// What the parsers of YAML and JSON have to say of a text, in one line and with the place, but
/// without the text itself: it may hold a secret.
final class SyntaxFault {
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");

    private SyntaxFault() {}

    /// What the innermost cause of `thrown` says first, and the last place that it names: the
    /// parser came so far.
    static String of(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? said(thrown) + place(thrown).orElse("") : of(cause);
    }

    private static String said(Throwable thrown) {
        return message(thrown).lines().findFirst().orElse("it cannot be parsed");
    }

    private static Optional<String> place(Throwable thrown) {
        if (thrown instanceof JacksonException json && json.getLocation() != null) {
            TokenStreamLocation place = json.getLocation();
            return Optional.of(place)
                    .filter(known -> known.getLineNr() > 0)
                    .map(known -> words(known.getLineNr() + "", known.getColumnNr() + ""));
        }
        return PLACE.matcher(message(thrown))
                .results()
                .reduce((_, last) -> last)
                .map(last -> words(last.group(1), last.group(2)));
    }

    private static String message(Throwable thrown) {
        return Optional.ofNullable(thrown.getMessage()).orElse("");
    }

    private static String words(String line, String column) {
        return " (look at line " + line + ", column " + column + ", and above)";
    }
}
