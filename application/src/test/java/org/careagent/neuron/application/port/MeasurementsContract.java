package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.careagent.neuron.application.port.Measurements.HandshakeOutcome;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.handshake.Phase;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/// What all [Measurements] do: they take what they are told, whatever it is, and throw nothing.
public abstract class MeasurementsContract {
    /// The measurements under test.
    protected abstract Measurements measurements();

    @Test
    void takesEveryOutcomeAndEveryPhase() {
        assertThatCode(
                        () -> {
                            for (HandshakeOutcome outcome : HandshakeOutcome.values()) {
                                measurements().ended(outcome);
                            }
                            for (Phase phase : Phase.values()) {
                                measurements().left(phase, Duration.ofMillis(3));
                            }
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void takesEveryResultOfAVerification() {
        assertThatCode(
                        () -> {
                            measurements().verified(new SignatureCheck.BadKey());
                            measurements().verified(new SignatureCheck.BadSignature());
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void takesTimesOfAClockThatWasSetBack() {
        assertThatCode(
                        () -> {
                            measurements().left(Phase.CHALLENGED, Duration.ofHours(-1));
                            measurements().admitted(Duration.ofHours(-1));
                            measurements().stored(1, Duration.ofHours(-1));
                        })
                .doesNotThrowAnyException();
    }
}
