package org.careagent.neuron.application.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.relationship.TerminateRelationship.Outcome;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.TerminationReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

final class TerminateRelationshipTest {
    private static final Relationship ACTIVE =
            Samples.relationship(Samples.patient(1), Samples.provider(1));
    private static final TerminationReason MOVED = new TerminationReason("moved away");

    private final FakeBooks books = new FakeBooks();
    private final ManualClock clock = new ManualClock(Samples.ISSUED.plusSeconds(600));
    private final TerminateRelationship termination =
            new TerminateRelationship(books.storage.relationships(), books.journal, clock);

    @BeforeEach
    void establish() {
        assertThat(Samples.apply(books.storage, Samples.establish(ACTIVE, Samples.key(1))))
                .isNotNull();
    }

    @Test
    void endsARelationshipAndRecordsWhy() {
        assertThat(termination.terminate(ACTIVE.id(), ACTIVE.provider(), MOVED))
                .isEqualTo(Outcome.TERMINATED);

        assertThat(kept()).isEqualTo(new KeptRelationship(ACTIVE, endAt(clock.instant())));
        assertThat(books.audit.events())
                .containsExactly(
                        new AuditEvent.RelationshipTerminated(
                                ACTIVE.id(), ACTIVE.provider(), "moved away"));
    }

    @Test
    void leavesTheAgentIdBound() {
        var _ = termination.terminate(ACTIVE.id(), ACTIVE.provider(), MOVED);

        assertThat(
                        books.storage
                                .relationships()
                                .standing(ACTIVE.patient(), ACTIVE.provider())
                                .boundKey())
                .contains(Samples.key(1));
    }

    @Test
    void endsItOnceAndRecordsItOnce() {
        var _ = termination.terminate(ACTIVE.id(), ACTIVE.provider(), MOVED);

        assertThat(termination.terminate(ACTIVE.id(), ACTIVE.provider(), MOVED))
                .isEqualTo(Outcome.ALREADY_TERMINATED);

        assertThat(books.audit.events()).hasSize(1);
    }

    @Test
    void endsNoRelationshipOfAnotherProvider() {
        assertThat(termination.terminate(ACTIVE.id(), Samples.provider(2), MOVED))
                .isEqualTo(Outcome.OF_ANOTHER_PROVIDER);

        assertThat(kept().terminatedAt()).isEmpty();
        assertThat(books.audit.events()).isEmpty();
    }

    @Test
    void endsNoneThatItDoesNotKnow() {
        Relationship other = Samples.relationship(Samples.patient(2), Samples.provider(1));

        assertThat(termination.terminate(other.id(), other.provider(), MOVED))
                .isEqualTo(Outcome.UNKNOWN);
    }

    // Or else the token that founded it, dated half a minute ahead, would found it again.
    @Test
    void endsItNoEarlierThanItsLatestConsent() {
        TerminateRelationship behind =
                new TerminateRelationship(
                        books.storage.relationships(),
                        books.journal,
                        new ManualClock(Samples.ISSUED.minusSeconds(30)));

        var _ = behind.terminate(ACTIVE.id(), ACTIVE.provider(), MOVED);

        assertThat(kept().terminatedAt()).contains(Samples.ISSUED);
    }

    private KeptRelationship kept() {
        return books.storage.relationships().find(ACTIVE.id()).orElseThrow();
    }

    private static Optional<Instant> endAt(Instant at) {
        return Optional.of(at);
    }
}
