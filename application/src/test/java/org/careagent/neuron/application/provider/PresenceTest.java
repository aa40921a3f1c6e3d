package org.careagent.neuron.application.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.identity.Npi;
import org.junit.jupiter.api.Test;

import java.time.Duration;

final class PresenceTest {
    private static final Npi ADA = Samples.provider(1);

    private final ManualClock clock = new ManualClock(Samples.ISSUED);
    private final Presence presence = new Presence(clock);

    @Test
    void seesAnAgentNow() {
        assertThat(presence.see(ADA)).isEqualTo(Samples.ISSUED);
        clock.advance(Duration.ofSeconds(3));
        assertThat(presence.see(ADA)).isEqualTo(Samples.ISSUED.plusSeconds(3));
    }

    @Test
    void letsOneArriveUntilItLeaves() {
        assertThat(presence.arrive(ADA)).isTrue();
        assertThat(presence.arrive(ADA)).isFalse();
        assertThat(presence.arrive(Samples.provider(2))).isTrue();

        presence.leave(ADA);

        assertThat(presence.arrive(ADA)).isTrue();
    }

    @Test
    void letsNoneArriveWhoseAgentWasSeen() {
        var _ = presence.see(ADA);

        assertThat(presence.arrive(ADA)).isFalse();
    }

    @Test
    void letsOneArriveAgainThatWasNotSeenForLong() {
        var _ = presence.see(ADA);
        clock.advance(Presence.PATIENCE);
        assertThat(presence.arrive(ADA)).isFalse();

        clock.advance(Duration.ofMillis(1));

        assertThat(presence.arrive(ADA)).isTrue();
        assertThat(presence.arrive(ADA)).isFalse();
    }
}
