package org.careagent.neuron.domain.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.domain.consent.ConsentSample;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

class KeptRelationshipTest {
    private static final Instant FOUNDED = Instant.parse("2026-03-01T00:00:00Z");
    private static final Relationship RELATIONSHIP =
            Relationship.foundedOn(
                    ConsentSample.VALID.verified(), new RelationshipId(new UUID(1, 2)), FOUNDED);

    @Test
    void isActiveUntilItEnds() {
        KeptRelationship kept = new KeptRelationship(RELATIONSHIP, Optional.empty());

        assertThat(kept.status()).isEqualTo(RelationshipStatus.ACTIVE);
        assertThat(kept.updatedAt()).isEqualTo(FOUNDED);
    }

    @Test
    void wasLastChangedWhenItEnded() {
        Instant end = FOUNDED.plusSeconds(5);
        KeptRelationship kept = new KeptRelationship(RELATIONSHIP, Optional.of(end));

        assertThat(kept.status()).isEqualTo(RelationshipStatus.TERMINATED);
        assertThat(kept.updatedAt()).isEqualTo(end);
    }
}
