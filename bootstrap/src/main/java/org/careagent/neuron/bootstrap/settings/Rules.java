package org.careagent.neuron.bootstrap.settings;

import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rules that keys share.
final class Rules {
    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int LONGEST_NUMBER = 40;

    private Rules() {}

    static Rule<Npi> npi() {
        return Rule.single(
                "string", "must be an NPI: 10 digits, the last a check digit", Npi::parse);
    }

    static Rule<String> name() {
        return text(
                "must be the organisation's name, without control characters", Provider::isText);
    }

    static Rule<String> visibleText() {
        return text("must be of visible characters", Provider::isText);
    }

    static Rule<String> text(String rule, Predicate<String> test) {
        return Rule.single("string", rule, text -> Optional.of(text).filter(test));
    }

    static Rule<Secret> password() {
        return Rule.single(
                        "string",
                        "must be of visible characters",
                        text -> Optional.of(text).filter(Provider::isText).map(Secret::new))
                .secret();
    }

    // 0 means any free one. The rule's text is the specification's, which does not name it.
    static Rule<Integer> port() {
        return number("must be 1 to 65535", 0, 65_535, Math::toIntExact);
    }

    static Rule<Integer> atLeast(int least) {
        return atLeast(least, Integer.MAX_VALUE, Math::toIntExact);
    }

    static Rule<Long> bytesAtLeast(int least) {
        return atLeast(least, Long.MAX_VALUE, number -> number);
    }

    static Rule<Duration> millisAtLeast(int least) {
        return atLeast(least, Integer.MAX_VALUE, Duration::ofMillis);
    }

    private static <T> Rule<T> atLeast(int least, long most, Function<Long, T> of) {
        return number("must be a whole number of at least " + least, least, most, of);
    }

    private static <T> Rule<T> number(String rule, long least, long most, Function<Long, T> of) {
        return Rule.single("int", rule, text -> wholeNumber(text, least, most).map(of));
    }

    // In any spelling that JSON has for it: an older Neuron took 10000.0 and 1e4.
    static Optional<Long> wholeNumber(String text, long least, long most) {
        try {
            return Optional.of(text)
                    .filter(number -> number.length() <= LONGEST_NUMBER)
                    .map(BigDecimal::new)
                    .filter(number -> number.compareTo(BigDecimal.valueOf(least)) >= 0)
                    .filter(number -> number.compareTo(BigDecimal.valueOf(most)) <= 0)
                    .map(BigDecimal::longValueExact);
        } catch (ArithmeticException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    static Rule<Boolean> flag() {
        Map<String, Boolean> flags = Map.of("true", true, "false", false);
        return Rule.single(
                "boolean",
                "must be one of true, false",
                text -> Optional.ofNullable(flags.get(text.toLowerCase(Locale.ROOT))));
    }

    static Rule<String> oneOf(String... choices) {
        List<String> allowed = List.of(choices);
        return text("must be one of " + String.join(", ", allowed), allowed::contains);
    }

    static <E extends Enum<E>> Rule<E> oneOf(Class<E> type) {
        return Rule.single(
                "string",
                "must be one of "
                        + constants(type).map(Rules::spelled).collect(Collectors.joining(", ")),
                text -> constants(type).filter(each -> spelled(each).equals(text)).findFirst());
    }

    private static <E extends Enum<E>> Stream<E> constants(Class<E> type) {
        return Stream.of(type.getEnumConstants());
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static Rule<String> nodeId() {
        return text("must be 1 to 64 letters, digits and ._-", NODE_ID.asMatchPredicate());
    }

    static Rule<List<String>> visibleTexts() {
        return Rule.list(
                "string[]",
                "must be a list of visible characters",
                text -> Optional.of(text).filter(Provider::isText));
    }

    static Rule<List<String>> protocols() {
        List<String> known = List.of("v1", "v2");
        return new Rule<>(
                "string[]",
                "must be a list of v1, v2 or both",
                Rule.Form.LIST,
                values ->
                        values.isEmpty() || !known.containsAll(values)
                                ? Optional.empty()
                                : Optional.of(values.stream().distinct().toList()));
    }
}
