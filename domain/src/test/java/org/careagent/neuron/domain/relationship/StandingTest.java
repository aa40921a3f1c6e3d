package org.careagent.neuron.domain.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.domain.consent.ConsentSample.KEY;
import static org.careagent.neuron.domain.consent.ConsentSample.OTHER_KEY;

import org.junit.jupiter.api.Test;

import java.util.Optional;

final class StandingTest {
    @Test
    void ofAStrangerAdmitsAnyKeyAndIsBoundToNone() {
        assertThat(Standing.STRANGER.admits(KEY)).isTrue();
        assertThat(Standing.STRANGER.isBoundTo(KEY)).isFalse();
    }

    @Test
    void ofAKnownIdAdmitsOnlyTheKeyItIsBoundTo() {
        Standing known = new Standing(Optional.of(KEY), Optional.empty(), Optional.empty());

        assertThat(known.admits(KEY)).isTrue();
        assertThat(known.isBoundTo(KEY)).isTrue();
        assertThat(known.admits(OTHER_KEY)).isFalse();
        assertThat(known.isBoundTo(OTHER_KEY)).isFalse();
    }
}
