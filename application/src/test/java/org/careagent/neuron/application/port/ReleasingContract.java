package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.CONFLICT;
import static org.careagent.neuron.application.port.Samples.ISSUED;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;
import static org.careagent.neuron.application.port.Samples.withConsentOf;

import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.Standing;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/// What every [RelationshipStore] does with agent ids that are released.
public abstract class ReleasingContract extends RelationshipStoreBasics {
    private final Relationship later = withConsentOf(first, ISSUED.plusSeconds(1));

    @Test
    void unbindsTheAgentIdAndLeavesItsRelationshipsAsTheyAre() {
        applied(establish(first, key(1)));

        assertThat(release(patient(1))).isEqualTo(APPLIED);

        assertThat(standingOf(first))
                .isEqualTo(new Standing(Optional.empty(), Optional.of(first), Optional.empty()));
    }

    @Test
    void leavesOtherAgentIdsBound() {
        Relationship other = relationship(patient(2), provider(1));
        applied(establish(first, key(1)));
        applied(establish(other, key(2)));

        applied(release(patient(1)));

        assertThat(standingOf(other)).isEqualTo(active(other, key(2)));
    }

    @Test
    void conflictsIfTheAgentIdIsBoundToNoKey() {
        assertThat(release(patient(1))).isEqualTo(CONFLICT);
        applied(establish(first, key(1)));
        applied(release(patient(1)));
        assertThat(release(patient(1))).isEqualTo(CONFLICT);
    }

    @Test
    void letsAnotherKeyBeBoundToTheRelationshipThatStayed() {
        applied(establish(first, key(1)));
        applied(release(patient(1)));

        assertThat(bind(first, key(2))).isEqualTo(APPLIED);

        assertThat(standingOf(first)).isEqualTo(active(first, key(2)));
        assertThat(bind(first, key(1))).isEqualTo(CONFLICT);
        assertThat(bind(first, key(2))).isEqualTo(APPLIED);
    }

    @Test
    void letsAnotherKeyBeBoundWithARenewal() {
        applied(establish(first, key(1)));
        applied(release(patient(1)));

        assertThat(renew(later, key(2))).isEqualTo(APPLIED);

        assertThat(standingOf(first)).isEqualTo(active(later, key(2)));
    }

    @Test
    void letsAnotherKeyBeBoundWithAnotherRelationship() {
        Relationship other = relationship(patient(1), provider(2));
        applied(establish(first, key(1)));
        applied(release(patient(1)));

        assertThat(establish(other, key(2))).isEqualTo(APPLIED);

        assertThat(standingOf(other)).isEqualTo(active(other, key(2)));
        assertThat(standingOf(first)).isEqualTo(active(first, key(2)));
    }

    @Test
    void bindsNothingToARelationshipThatIsUnknownOrHasEnded() {
        assertThat(bind(first, key(1))).isEqualTo(CONFLICT);
        applied(establish(first, key(1)));
        applied(terminate(first.id(), ISSUED));
        applied(release(patient(1)));

        assertThat(bind(first, key(2))).isEqualTo(CONFLICT);

        assertThat(standingOf(first).boundKey()).isEmpty();
    }

    @Test
    void bindsNothingWithARenewalThatConflicts() {
        applied(establish(first, key(1)));
        applied(release(patient(1)));

        assertThat(renew(first, key(2))).isEqualTo(CONFLICT);

        assertThat(standingOf(first).boundKey()).isEmpty();
    }
}
