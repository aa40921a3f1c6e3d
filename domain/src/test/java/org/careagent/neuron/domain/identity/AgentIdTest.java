package org.careagent.neuron.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.IntStream;
import java.util.stream.Stream;

final class AgentIdTest {
    static Stream<Arguments> good() {
        return Stream.of(
                argumentSet("one character", "a"),
                argumentSet("256 characters", "a".repeat(256)),
                argumentSet("256 code points of two chars each", "🩺".repeat(256)),
                argumentSet("a URN", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                argumentSet("blanks around and inside", " a b "),
                argumentSet("right to left, without an override", "מטופל"),
                argumentSet("a joiner, which scripts need", "न्\u200dय"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void isTakenAsItIs(String text) {
        assertThat(AgentId.parse(text)).contains(new AgentId(text));
        assertThat(new AgentId(text)).hasToString(text);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                argumentSet("empty", ""),
                argumentSet("a space", " "),
                argumentSet("no-break space", "\u00a0"),
                argumentSet("spaces of other kinds", "\u2003\u3000\u2007"),
                argumentSet("257 characters", "a".repeat(257)),
                argumentSet("257 code points", "🩺".repeat(257)),
                argumentSet("line separator", "a\u2028"),
                argumentSet("paragraph separator", "a\u2029"),
                argumentSet("high surrogate alone", "a\ud83e"),
                argumentSet("low surrogate alone", "\ude7aa"),
                argumentSet("surrogates the wrong way round", "\ude7a\ud83e"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isNeitherBlankNorTooLongNorHidden(String text) {
        assertThat(AgentId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new AgentId(text));
    }

    @Test
    void holdsNoControlAndNoBidirectionalEmbeddingOverrideOrIsolate() {
        IntStream controls = IntStream.rangeClosed(0x00, 0x1f);
        IntStream moreControls = IntStream.rangeClosed(0x7f, 0x9f);
        IntStream overrides = IntStream.rangeClosed(0x202a, 0x202e);
        IntStream isolates = IntStream.rangeClosed(0x2066, 0x2069);

        assertThat(Stream.of(controls, moreControls, overrides, isolates).flatMap(IntStream::boxed))
                .allSatisfy(hidden ->
                        assertThat(AgentId.parse("a" + Character.toString(hidden) + "b"))
                                .isEmpty());
    }

    @Test
    void isComparedCharacterByCharacter() {
        assertThat(new AgentId("a")).isNotEqualTo(new AgentId("A")).isNotEqualTo(new AgentId("a "));
        assertThat(new AgentId("\u00e9")).isNotEqualTo(new AgentId("e\u0301"));
    }
}
