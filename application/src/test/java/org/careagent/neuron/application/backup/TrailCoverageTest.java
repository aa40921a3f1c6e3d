package org.careagent.neuron.application.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.apply;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.FakeStorage;
import org.careagent.neuron.application.port.RecordedNote;
import org.careagent.neuron.application.port.RecordedNote.Subject;
import org.careagent.neuron.application.port.Snapshot;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.stream.Stream;

final class TrailCoverageTest {
    private final FakeStorage storage = new FakeStorage();

    @Test
    void isWholeIfEachRelationshipHasItsEntry() {
        Relationship one = founded(1);
        Relationship two = founded(2);
        assertThat(apply(storage, new Change.Terminate(two.id(), Instant.EPOCH)))
                .isEqualTo(Outcome.APPLIED);

        assertThat(withoutEntry(established(one), other(), established(two))).isZero();
    }

    @Test
    void lacksThoseThatTheTrailDoesNotTellOf() {
        Relationship one = founded(1);
        var _ = founded(2);
        var _ = founded(3);

        assertThat(withoutEntry(established(one))).isEqualTo(2);
    }

    @Test
    void isNotMadeByAnEntryThatSaysThatAnotherIsVoid() {
        Relationship one = founded(1);

        assertThat(withoutEntry(new Subject.Mended(one.id()), other())).isEqualTo(1);
    }

    @Test
    void doesNotMindEntriesWithoutARelationship() {
        assertThat(withoutEntry(established(relationship(patient(9), provider(1))))).isZero();
    }

    private long withoutEntry(Subject... trail) {
        try (Snapshot snapshot = storage.snapshot()) {
            return TrailCoverage.withoutEntry(
                    snapshot,
                    Stream.of(trail).map(subject -> new RecordedNote(new AuditNote("x"), subject)));
        }
    }

    private Relationship founded(int number) {
        Relationship founded = relationship(patient(number), provider(1));
        assertThat(apply(storage, establish(founded, key(number)))).isEqualTo(Outcome.APPLIED);
        return founded;
    }

    private static Subject established(Relationship of) {
        return new Subject.Established(of.id(), of.patient());
    }

    private static Subject other() {
        return new Subject.Other();
    }
}
