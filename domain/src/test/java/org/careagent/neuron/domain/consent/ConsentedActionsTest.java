package org.careagent.neuron.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

final class ConsentedActionsTest {
    static Stream<Arguments> good() {
        return Stream.of(
                argumentSet("none", List.of()),
                argumentSet("an empty one", List.of("")),
                argumentSet("256", Collections.nCopies(256, "a")),
                argumentSet("256 characters", List.of("a".repeat(256))),
                argumentSet("256 code points of two chars each", List.of("🩺".repeat(256))),
                argumentSet("out of order and repeated", List.of("b", "a", "b")));
    }

    @ParameterizedTest
    @MethodSource("good")
    void keepWhatIsConsentedToAsItIs(List<String> entries) {
        assertThat(new ConsentedActions(entries).entries()).isEqualTo(entries);
        assertThat(ConsentedActions.parse(entries)).contains(new ConsentedActions(entries));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                argumentSet("257", Collections.nCopies(257, "a")),
                argumentSet("257 characters", List.of("a".repeat(257))),
                argumentSet("257 code points", List.of("🩺".repeat(257))),
                argumentSet("the last one too long", List.of("a", "a".repeat(257))),
                argumentSet("a control character", List.of("a\n")),
                argumentSet("an override", List.of("a", "\u202e")),
                argumentSet("a lone surrogate", List.of("\ud83e")));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void areNeitherTooManyNorTooLongNorHidden(List<String> entries) {
        assertThat(ConsentedActions.parse(entries)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsentedActions(entries));
    }

    @Test
    void stayAsTheyAre() {
        List<String> entries = new ArrayList<>(List.of("a"));
        ConsentedActions actions = new ConsentedActions(entries);
        entries.add("b");

        assertThat(actions.entries()).containsExactly("a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> actions.entries().add("b"));
    }

    @Test
    void areComparedInTheirOrder() {
        assertThat(new ConsentedActions(List.of("a", "b")))
                .isEqualTo(new ConsentedActions(List.of("a", "b")))
                .isNotEqualTo(new ConsentedActions(List.of("b", "a")));
    }
}
