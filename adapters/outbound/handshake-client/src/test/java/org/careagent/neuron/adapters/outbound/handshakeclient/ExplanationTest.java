package org.careagent.neuron.adapters.outbound.handshakeclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The words that a person gets.
class ExplanationTest {
    @ParameterizedTest
    @MethodSource("allThatGoesWrong")
    void saysWhatToDoInAFewShortLines(Outcome outcome) {
        Explanation explanation = Explanation.of(outcome);

        assertThat(explanation.headline()).doesNotContain("\n").isNotBlank();
        assertThat(explanation.advice())
                .hasSizeBetween(1, 4)
                .allSatisfy(line -> assertThat(line).isNotBlank().hasSizeLessThan(115));
    }

    @Test
    void tellsEachCaseFromTheOthers() {
        assertThat(allThatGoesWrong().map(Explanation::of).map(Explanation::headline))
                .doesNotHaveDuplicates();
    }

    static Stream<Outcome> allThatGoesWrong() {
        Stream<Outcome> refusals =
                Stream.of(
                                "AUTH_TIMEOUT",
                                "INVALID_MESSAGE",
                                "CONSENT_FAILED",
                                "PROVIDER_NOT_FOUND",
                                "SERVER_ERROR",
                                "TEA_TIME")
                        .map(code -> new Outcome.Refused(code, "no", 4003, Optional.empty()));
        Stream<Outcome> closes =
                Stream.of(1001, 1002, 1006, 1007, 1009).map(code -> new Outcome.Closed(code, ""));
        Stream<Outcome> answers =
                Stream.of(200, 302, 400, 401, 403, 404, 407, 426, 502, 503, 504, 500)
                        .map(status -> new Outcome.TurnedAway(status, Optional.empty()));
        Stream<Outcome> obstacles =
                Stream.of(Outcome.Obstacle.values())
                        .map(obstacle -> new Outcome.Unreachable(obstacle, obstacle.name()));
        return Stream.of(
                        refusals,
                        closes,
                        answers,
                        obstacles,
                        Stream.<Outcome>of(new Outcome.ProtocolBroken("it hummed")))
                .flatMap(outcomes -> outcomes);
    }

    @Test
    void namesTheRetryAfter() {
        assertThat(Explanation.of(new Outcome.TurnedAway(503, Optional.of("7"))).headline())
                .isEqualTo("turned away: HTTP 503 (Retry-After: 7)");
    }

    @Test
    void leavesClocksAloneThatAgree() {
        assertThat(clocks(Optional.of(Duration.ofSeconds(2)))).isEmpty();
        assertThat(clocks(Optional.of(Duration.ofSeconds(-61))))
                .containsExactly("- the clocks differ: this machine's is 61 s behind the Neuron's");
        assertThat(clocks(Optional.empty())).singleElement().asString().contains("does not tell");
    }

    private static List<String> clocks(Optional<Duration> lead) {
        return Explanation.of(new Outcome.Refused("CONSENT_FAILED", "no", 4003, lead))
                .advice()
                .stream()
                .filter(line -> line.contains("clock"))
                .toList();
    }
}
