package org.careagent.neuron.domain.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.entrance.Entrance.AwaitingProof;
import org.careagent.neuron.domain.entrance.Entrance.Denied;
import org.careagent.neuron.domain.entrance.Entrance.Input;
import org.careagent.neuron.domain.entrance.Entrance.Left;
import org.careagent.neuron.domain.entrance.Entrance.Proven;
import org.careagent.neuron.domain.handshake.Nonce;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

final class EntranceTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final Instant DUE = START.plusSeconds(30);
    private static final Instant IN_TIME = DUE.minusNanos(1);
    private static final Npi ORGANIZATION = new Npi("1234567893");
    private static final Npi ADA = new Npi("1245319599");
    private static final ProviderKey KEY = new ProviderKey(Bytes.of(new byte[32]));
    private static final Input RIGHT = new Input.RightAnswerGiven(KEY);
    private static final Input WRONG = new Input.WrongAnswerGiven(Denial.WRONG_ANSWER);
    private static final Input NOBODY = new Input.WrongAnswerGiven(Denial.UNKNOWN_PROVIDER);
    private static final Input OTHER = new Input.OtherMessage();
    private static final Input TIMER = new Input.TimerFired();
    private static final Input LEFT = new Input.PeerLeft();
    private static final AwaitingProof WAITING =
            AwaitingProof.of(
                    ORGANIZATION,
                    ADA,
                    new Nonce(Bytes.of(new byte[32])),
                    Duration.ofSeconds(30),
                    START);

    private static Arguments row(Entrance state, Input input, Instant now, Entrance next) {
        return Arguments.of(state, input, now, next);
    }

    private static Denied denied(Denial why) {
        return new Denied(why);
    }

    static Stream<Arguments> table() {
        return Stream.concat(
                Stream.of(
                        row(WAITING, RIGHT, IN_TIME, new Proven(KEY)),
                        row(WAITING, RIGHT, DUE, denied(Denial.TOO_SLOW)),
                        row(WAITING, WRONG, IN_TIME, denied(Denial.WRONG_ANSWER)),
                        row(WAITING, WRONG, DUE, denied(Denial.TOO_SLOW)),
                        row(WAITING, NOBODY, IN_TIME, denied(Denial.UNKNOWN_PROVIDER)),
                        row(WAITING, NOBODY, DUE, denied(Denial.TOO_SLOW)),
                        row(WAITING, OTHER, IN_TIME, denied(Denial.OUT_OF_ORDER)),
                        row(WAITING, OTHER, DUE, denied(Denial.TOO_SLOW)),
                        row(WAITING, TIMER, IN_TIME, WAITING),
                        row(WAITING, TIMER, DUE, denied(Denial.TOO_SLOW)),
                        row(WAITING, LEFT, IN_TIME, new Left()),
                        row(WAITING, LEFT, DUE, new Left())),
                Stream.of(new Proven(KEY), denied(Denial.WRONG_ANSWER), new Left())
                        .flatMap(end ->
                                Stream.of(RIGHT, WRONG, NOBODY, OTHER, TIMER, LEFT)
                                        .map(input -> row(end, input, DUE, end))));
    }

    @ParameterizedTest
    @MethodSource("table")
    void goesFromStateToState(Entrance state, Input input, Instant now, Entrance next) {
        assertThat(state.on(input, now)).isEqualTo(next);
    }

    @Test
    void asksForASignatureThatIsGoodForNothingElse() {
        String text = new String(WAITING.challenge().text().toArray(), StandardCharsets.UTF_8);

        assertThat(text)
                .isEqualTo("careagent-provider-v1\n1234567893\n1245319599\n" + "0".repeat(64));
    }

    @Test
    void isMetByASignatureOfTheKeyOverThatText() {
        Signature signature = new Signature(Bytes.of(new byte[] {1}));
        SignatureVerifier verifier =
                (key, message, presented) ->
                        key.bytes().equals(KEY.bytes())
                                        && message.equals(WAITING.challenge().text())
                                        && presented.equals(signature)
                                ? new SignatureCheck.Holds(new PatientKey(key.bytes()))
                                : new SignatureCheck.BadSignature();

        assertThat(WAITING.challenge().isMetBy(signature, KEY, verifier)).isTrue();
        assertThat(
                        WAITING.challenge()
                                .isMetBy(new Signature(Bytes.of(new byte[] {2})), KEY, verifier))
                .isFalse();
    }
}
