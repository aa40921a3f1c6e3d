package org.careagent.neuron.bootstrap.settings;

import tools.jackson.core.JacksonException;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where a text ceases to be YAML or JSON. Nothing of what the parsers say of it but the place:
/// they quote the text, and it may hold a secret.
final class SyntaxFault {
    private static final Pattern PLACE = Pattern.compile("line:? (\\d+), column:? (\\d+)");

    private SyntaxFault() {}

    /// The last place that `thrown` or one of its causes names: the parser came so far.
    static String of(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .flatMap(each -> place(each).stream())
                .reduce((_, last) -> last)
                .orElse("it is no object with sections");
    }

    private static Optional<String> place(Throwable thrown) {
        if (thrown instanceof JacksonException json && json.getLocation() != null) {
            return words(
                    Integer.toString(json.getLocation().getLineNr()),
                    Integer.toString(json.getLocation().getColumnNr()));
        }
        return PLACE.matcher(Optional.ofNullable(thrown.getMessage()).orElse(""))
                .results()
                .reduce((_, last) -> last)
                .flatMap(last -> words(last.group(1), last.group(2)));
    }

    private static Optional<String> words(String line, String column) {
        return Optional.of("look at line " + line + ", column " + column + ", and above")
                .filter(_ -> !line.startsWith("-"));
    }
}
