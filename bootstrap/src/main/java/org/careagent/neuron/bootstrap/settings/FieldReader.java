package org.careagent.neuron.bootstrap.settings;

import io.helidon.config.Config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads single fields, and keeps a list of what is wrong with them: one line a field, with its
/// JSON pointer, what is allowed, and what stands there.
///
/// A field that is wrong yields its default, so that reading goes on and finds the next fault; no
/// settings are made of it in the end.
final class FieldReader {
    private final Config config;
    private final List<String> faults = new ArrayList<>();

    FieldReader(Config config) {
        this.config = config;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /// Notes it if a value stands where a section is due: else all that was meant to be in there
    /// would be taken from the defaults, and nobody would know.
    void section(String key) {
        Config node = config.get(key);
        if (node.exists() && node.type() != Config.Type.OBJECT && !isEmpty(node)) {
            faults.add(pointer(key) + ": must be a section");
        }
    }

    // `server:` with nothing after it
    private static boolean isEmpty(Config node) {
        return node.isLeaf() && node.asString().orElse("").isEmpty();
    }

    String text(String key, String preset) {
        return value(key).orElse(preset);
    }

    <T> Optional<T> required(String key, String rule, Function<String, Optional<T>> parser) {
        Optional<String> value = value(key);
        if (!config.get(key).exists()) {
            faults.add(pointer(key) + ": is missing; " + rule);
        }
        return value.flatMap(text -> parsed(key, text, rule, parser));
    }

    <T> Optional<T> optional(String key, String rule, Function<String, Optional<T>> parser) {
        return value(key).flatMap(text -> parsed(key, text, rule, parser));
    }

    int integer(String key, int preset, int least, int most) {
        String rule =
                most == Integer.MAX_VALUE
                        ? "must be a whole number of at least " + least
                        : "must be " + least + " to " + most;
        return optional(key, rule, text -> wholeNumber(text, least, most)).orElse(preset);
    }

    boolean flag(String key, boolean preset) {
        return choice(key, Map.of("true", true, "false", false), preset);
    }

    <T> T choice(String key, Map<String, T> choices, T preset) {
        String rule =
                "must be one of "
                        + choices.keySet().stream().sorted().collect(Collectors.joining(", "));
        return optional(key, rule, text -> Optional.ofNullable(choices.get(text))).orElse(preset);
    }

    List<String> texts(String key, List<String> preset) {
        Config node = config.get(key);
        if (!node.exists()) {
            return preset;
        }
        if (!isListOfTexts(node)) {
            faults.add(pointer(key) + ": must be a list of texts");
            return preset;
        }
        return items(node).stream().map(item -> item.asString().orElse("")).toList();
    }

    // Helidon throws when a single value is asked for its items.
    private static boolean isListOfTexts(Config node) {
        return node.type() == Config.Type.LIST && items(node).stream().allMatch(Config::isLeaf);
    }

    private static List<Config> items(Config list) {
        return list.asNodeList().orElse(List.of());
    }

    private Optional<String> value(String key) {
        Config node = config.get(key);
        if (node.exists() && !node.isLeaf()) {
            faults.add(pointer(key) + ": must be a single value");
            return Optional.empty();
        }
        return node.asString().asOptional();
    }

    private <T> Optional<T> parsed(
            String key, String text, String rule, Function<String, Optional<T>> parser) {
        Optional<T> parsed = parser.apply(text);
        if (parsed.isEmpty()) {
            faults.add(pointer(key) + ": " + rule + ", is " + visible(text));
        }
        return parsed;
    }

    static Optional<Integer> wholeNumber(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String pointer(String key) {
        return "/" + key.replace('.', '/');
    }

    static <E extends Enum<E>> Map<String, E> byName(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(e -> e.name().toLowerCase(Locale.ROOT), e -> e));
    }
}
