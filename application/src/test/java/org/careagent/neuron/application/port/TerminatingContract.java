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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Optional;

/// What every [RelationshipStore] does with the end of relationships.
public abstract class TerminatingContract extends RelationshipStoreBasics {
    private final Instant end = ISSUED.plusSeconds(60).plusNanos(1);

    @Test
    void leavesNothingActiveAndTheKeyBound() {
        applied(establish(first, key(1)));

        assertThat(terminate(first.id(), end)).isEqualTo(APPLIED);

        assertThat(standingOf(first))
                .isEqualTo(new Standing(Optional.of(key(1)), Optional.empty(), Optional.of(end)));
    }

    @Test
    void leavesOtherProvidersAlone() {
        Relationship other = relationship(patient(1), provider(2));
        applied(establish(first, key(1)));
        applied(establish(other, key(1)));

        applied(terminate(first.id(), end));

        assertThat(standingOf(other)).isEqualTo(active(other, key(1)));
    }

    @Test
    void conflictsTheSecondTime() {
        applied(establish(first, key(1)));
        applied(terminate(first.id(), end));

        assertThat(terminate(first.id(), end.plusSeconds(1))).isEqualTo(CONFLICT);

        assertThat(standingOf(first).lastTermination()).contains(end);
    }

    @Test
    void conflictsIfTheRelationshipIsUnknown() {
        assertThat(terminate(first.id(), end)).isEqualTo(CONFLICT);
    }

    @Test
    void makesRoomForANewRelationship() {
        Relationship second = consentedAt(end.plusNanos(1));
        applied(establish(first, key(1)));
        applied(terminate(first.id(), end));

        assertThat(establish(second, key(1))).isEqualTo(APPLIED);

        assertThat(standingOf(first))
                .isEqualTo(
                        new Standing(Optional.of(key(1)), Optional.of(second), Optional.of(end)));
        assertThat(terminate(first.id(), end)).isEqualTo(CONFLICT);
    }

    // The rule of section 4 decides on a standing; a termination that comes between the reading
    // and the writing must not let an older consent through.
    @ParameterizedTest
    @ValueSource(longs = {0, -1, -60_000_000_000L})
    void makesNoRoomForAConsentThatIsNotLater(long nanos) {
        Relationship stale = consentedAt(end.plusNanos(nanos));
        applied(establish(first, key(1)));
        applied(terminate(first.id(), end));

        assertThat(establish(stale, key(1))).isEqualTo(CONFLICT);

        assertThat(standingOf(first).active()).isEmpty();
    }

    @Test
    void isRememberedByTheLatestOfAll() {
        Relationship second = consentedAt(end.plusSeconds(1));
        applied(establish(first, key(1)));
        applied(terminate(first.id(), end));
        applied(establish(second, key(1)));
        applied(terminate(second.id(), end.plusSeconds(2)));

        assertThat(standingOf(first).lastTermination()).contains(end.plusSeconds(2));
    }

    // Or else that consent, dated half a minute ahead, would found the relationship again.
    @ParameterizedTest
    @ValueSource(longs = {1, 30_000_000_000L})
    void isNoEarlierThanTheLatestConsent(long nanos) {
        applied(establish(first, key(1)));
        Relationship renewed = withConsentOf(first, ISSUED.plusNanos(nanos));
        applied(renew(renewed, key(1)));

        applied(terminate(first.id(), ISSUED));

        assertThat(standingOf(first).lastTermination()).contains(ISSUED.plusNanos(nanos));
        assertThat(establish(consentedAt(ISSUED.plusNanos(nanos)), key(1))).isEqualTo(CONFLICT);
    }

    private Relationship consentedAt(Instant issuedAt) {
        return withConsentOf(relationship(patient(1), provider(1)), issuedAt);
    }
}
