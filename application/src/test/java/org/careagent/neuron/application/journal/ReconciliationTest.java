package org.careagent.neuron.application.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.handshake.HandshakeEvent;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.UUID;

/// Each test kills a Neuron by opening another journal over the same books.
@Timeout(30)
final class ReconciliationTest {
    private final IllegalStateException full = new IllegalStateException("disk full");

    private final FakeBooks books = new FakeBooks();

    @Test
    void findsNothingToDoWhereBothAgree() {
        found(1);
        books.audit.record(AuditEventSamples.startedBy("somebody"));

        Reconciliation.Result result = books.open();

        assertThat(result.recordedLate()).isZero();
        assertThat(result.mended()).isZero();
        assertThat(books.audit.events()).hasSize(2);
    }

    @Test
    void recordsWhatWasStoredOnly() {
        storeOnly(1);

        assertThat(books.open().recordedLate()).isEqualTo(1);

        assertThat(books.audit.events()).containsExactly(established(1));
        assertThat(books.open().recordedLate()).isZero();
    }

    @Test
    void recordsTheRestInItsOrderWhereSomeOfItIsThere() {
        found(1);
        found(2);
        storeOnly(3);

        assertThat(books.open().recordedLate()).isEqualTo(1);

        assertThat(books.audit.events())
                .containsExactly(established(1), established(2), established(3));
    }

    @Test
    void mendsAnEntryWhoseRelationshipWasNeverStored() {
        found(1);
        books.audit.record(established(9));

        assertThat(books.open().mended()).isEqualTo(1);

        assertThat(books.audit.events().getLast())
                .isEqualTo(new AuditEvent.ConsentMended(of(9).id(), of(9).patient()));
        assertThat(books.storage.relationships().find(of(9).id())).isEmpty();
    }

    @Test
    void mendsAnEntryOnce() {
        books.audit.record(established(9));
        assertThat(books.open().mended()).isEqualTo(1);

        assertThat(books.open().mended()).isZero();

        assertThat(books.audit.events()).hasSize(2);
    }

    @Test
    void refusesATrailWhoseEndWasCutOff() {
        found(1);
        found(2);
        books.journal.close();
        books.audit.cutAfter(1);

        assertThatThrownBy(books::open)
                .isInstanceOf(TrailMismatchException.class)
                .hasMessageContaining("entry 1 ")
                .hasMessageContaining("entry 2 ");
        assertThat(books.audit.events()).hasSize(1);
    }

    @Test
    void saysInANewTrailWhichOneItFollows() {
        found(1);
        books.journal.close();
        AuditPosition known = books.audit.end();
        books.audit.forgetAll();

        var _ = books.open();

        assertThat(books.audit.events()).containsExactly(new AuditEvent.TrailBegunAnew(known));
        assertThat(books.storage.mark().orElseThrow().trail()).isEqualTo(books.audit.end());
    }

    @Test
    void takesUpANewTrailWhoseStartWasKilled() {
        found(1);
        found(2);
        books.journal.close();
        AuditEvent beginning = new AuditEvent.TrailBegunAnew(books.audit.end());
        books.audit.forgetAll();
        books.audit.record(beginning);

        var _ = books.open();

        assertThat(books.audit.events()).containsExactly(beginning);
        assertThat(books.open().recordedLate()).isZero();
    }

    /// The first line was torn by a crash, cut off by the next start, and that recorded.
    @Test
    void takesUpANewTrailWhoseFirstEntryWasTorn() {
        found(1);
        found(2);
        found(3);
        found(4);
        books.journal.close();
        AuditEvent beginning = new AuditEvent.TrailBegunAnew(books.audit.end());
        books.audit.forgetAll();
        books.audit.recordRepair();
        books.audit.recordRepair();

        var _ = books.open();

        assertThat(books.audit.events()).containsExactly(beginning);
        assertThat(books.audit.end().sequence()).isEqualTo(3);
        assertThat(books.open().recordedLate()).isZero();
        assertThat(books.audit.events()).containsExactly(beginning);
    }

    @Test
    void takesUpNoOtherTrailThoughItsFirstEntryIsARepair() {
        found(1);
        found(2);
        found(3);
        books.journal.close();
        books.audit.forgetAll();
        books.audit.recordRepair();
        books.audit.record(established(1));

        assertThatThrownBy(books::open).isInstanceOf(TrailMismatchException.class);
    }

    private void storeOnly(int number) {
        books.audit.failWith(full);
        assertThatThrownBy(() -> found(number)).isInstanceOf(NotDurableException.class);
        books.audit.recover();
    }

    private void found(int number) {
        assertThat(
                        books.journal.commit(
                                new Write.Relate(establish(of(number), key(number))),
                                List.of(established(number))))
                .isEqualTo(APPLIED);
    }

    private static AuditEvent established(int number) {
        Relationship founded = of(number);
        return new AuditEvent.OfHandshake(
                new HandshakeEvent.RelationshipEstablished(
                        founded.id(), founded.patient(), founded.provider(), founded.actions()));
    }

    private static Relationship of(int number) {
        Relationship any = relationship(patient(number), provider(1));
        return new Relationship(
                new RelationshipId(new UUID(7, number)),
                any.patient(),
                any.provider(),
                any.endpoint(),
                any.actions(),
                any.consentIssuedAt(),
                any.createdAt(),
                any.updatedAt());
    }
}
