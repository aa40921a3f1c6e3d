package org.careagent.neuron.bootstrap.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What may stand at a key.
///
/// @param type in a word or two, for the documentation
/// @param text what is allowed, as it stands in a fault: `must be 1 to 65535`
/// @param form whether it is one value or a list
/// @param parser makes the value of what stands there; empty if it breaks the rule
public record Rule<T>(
        String type, String text, Form form, Function<List<String>, Optional<T>> parser) {
    /// How a value is written.
    public enum Form {
        /// One value.
        SINGLE,
        /// One value that no message may show.
        SECRET,
        /// A list; in the environment parted by commas.
        LIST
    }

    static <T> Rule<T> single(String type, String text, Function<String, Optional<T>> parser) {
        return new Rule<>(
                type, text, Form.SINGLE, values -> parser.apply(String.join(",", values)));
    }

    static <T> Rule<List<T>> list(String type, String text, Function<String, Optional<T>> parser) {
        return new Rule<>(type, text, Form.LIST, values -> all(values, parser));
    }

    private static <T> Optional<List<T>> all(
            List<String> values, Function<String, Optional<T>> parser) {
        List<T> parsed = values.stream().flatMap(value -> parser.apply(value).stream()).toList();
        return parsed.size() == values.size() ? Optional.of(parsed) : Optional.empty();
    }

    /// The same rule, of a value that no message may show.
    Rule<T> secret() {
        return new Rule<>(type, text, Form.SECRET, parser);
    }

    /// The same rule, of a value that may be missing.
    Rule<Optional<T>> optional() {
        return new Rule<>(type, text, form, values -> present(parser.apply(values)));
    }

    private static <T> Optional<Optional<T>> present(Optional<T> parsed) {
        return parsed.isPresent() ? Optional.of(parsed) : Optional.empty();
    }

    /// What `values` spell; empty if they break the rule.
    Optional<T> parse(List<String> values) {
        return parser.apply(values);
    }

    /// What is said of `values` that break the rule, with what stands there unless that is secret.
    String refusal(List<String> values) {
        String shown = Visible.text(String.join(", ", values));
        return switch (form) {
            case SINGLE, LIST -> text + ", is " + (shown.isEmpty() ? "empty" : shown);
            case SECRET -> text;
        };
    }

    /// The values that `text`, from a place that knows no lists, stands for.
    List<String> split(String text) {
        return switch (form) {
            case SINGLE, SECRET -> List.of(text);
            case LIST ->
                    text.isBlank()
                            ? List.of()
                            : List.of(text.split(",", -1)).stream().map(String::strip).toList();
        };
    }
}
