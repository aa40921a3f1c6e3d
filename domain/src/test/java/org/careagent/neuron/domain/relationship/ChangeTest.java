package org.careagent.neuron.domain.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.domain.consent.ConsentSample.KEY;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.INTRODUCTION;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.RELATIONSHIP;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

final class ChangeTest {
    @Test
    void aNewRelationshipIsIntroduced() {
        assertThat(new Change.Establish(RELATIONSHIP, KEY, INTRODUCTION).introduced())
                .contains(introduction(Introduction.Occasion.NEW));
    }

    @Test
    void aRenewalIsIntroducedIfItSaysSo() {
        assertThat(new Change.Renew(RELATIONSHIP, KEY, Optional.of(INTRODUCTION)).introduced())
                .contains(introduction(Introduction.Occasion.EXISTING));
        assertThat(new Change.Renew(RELATIONSHIP, KEY, Optional.empty()).introduced()).isEmpty();
    }

    @Test
    void nothingElseIsIntroduced() {
        assertThat(new Change.Bind(RELATIONSHIP, KEY).introduced()).isEmpty();
        assertThat(new Change.Terminate(RELATIONSHIP.id(), Instant.EPOCH).introduced()).isEmpty();
        assertThat(new Change.Release(RELATIONSHIP.patient()).introduced()).isEmpty();
    }

    private static Introduction introduction(Introduction.Occasion occasion) {
        return new Introduction(INTRODUCTION, RELATIONSHIP, KEY, occasion);
    }
}
