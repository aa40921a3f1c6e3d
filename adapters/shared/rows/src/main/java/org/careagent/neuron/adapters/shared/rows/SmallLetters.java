package org.careagent.neuron.adapters.shared.rows;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Constants as the specification spells them: in small letters.
public final class SmallLetters {
    private SmallLetters() {}

    /// How `constant` is spelled.
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// The constant that `text` spells; empty if it spells none.
    public static <E extends Enum<E>> Optional<E> parse(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(text))
                .findFirst();
    }

    /// What [#parse] asks of a text, in words that go after a name.
    public static <E extends Enum<E>> String rule(Class<E> type) {
        return "must be one of "
                + Arrays.stream(type.getEnumConstants())
                        .map(SmallLetters::of)
                        .collect(Collectors.joining(", "));
    }
}
