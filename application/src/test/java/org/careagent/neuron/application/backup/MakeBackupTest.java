package org.careagent.neuron.application.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.backup.MakeBackup.Outcome;
import org.careagent.neuron.application.journal.NotDurableException;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.BackupParts;
import org.careagent.neuron.application.port.BackupParts.Counts;
import org.careagent.neuron.application.port.BackupWriter;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.CopiedSnapshot;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.TrailFiles;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.handshake.HandshakeEvent;
import org.careagent.neuron.domain.relationship.Relationship;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

@Timeout(60)
final class MakeBackupTest {
    private static final Path FILE = Path.of("backup.zip");
    private static final MakeBackup.Owner OWNER =
            new MakeBackup.Owner(provider(9), "node 9", "1.2.3", () -> List.of(key(5).bytes()));

    private final FakeBooks books = new FakeBooks();
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final Shelf shelf = new Shelf();
    private final List<AuditPosition> askedFor = new ArrayList<>();
    private final MakeBackup making = making(Optional.of(trail()));

    /// Keeps what it is given in memory, as a copy.
    private static final class Shelf implements BackupWriter {
        private final List<BackupParts> written = new ArrayList<>();
        private Optional<BackupWriter.Outcome> instead = Optional.empty();
        private Runnable meanwhile = () -> {};

        @Override
        public BackupWriter.Outcome write(Path file, BackupParts parts) {
            meanwhile.run();
            CopiedSnapshot copy = CopiedSnapshot.of(parts.contents());
            written.add(new BackupParts(parts.origin(), copy, parts.trail()));
            Counts counts =
                    new Counts(copy.allRelationships().size(), copy.allBindings().size(), 0, 0, 0);
            return instead.orElse(new BackupWriter.Outcome.Written(17, counts));
        }
    }

    private MakeBackup making(Optional<MakeBackup.Trail> trail) {
        return new MakeBackup(books.storage, trail, books.journal, shelf, OWNER, clock);
    }

    private MakeBackup.Trail trail() {
        TrailFiles files =
                end -> {
                    askedFor.add(end);
                    return List.of();
                };
        return new MakeBackup.Trail(books.audit, files);
    }

    @Test
    void takesStorageAndTrailOfOneMoment() {
        found(1);
        found(2);
        AuditPosition end = books.audit.end();
        shelf.meanwhile = () -> found(3);

        assertThat(make(making))
                .isEqualTo(new Outcome.Made(17, new Counts(2, 2, 0, 0, 0), 2, 0, 0));

        assertThat(askedFor).containsExactly(end);
        assertThat(shelf.written.getFirst().trail())
                .contains(new BackupParts.Trail(end, 0, List.of()));
        assertThat(shelf.written.getFirst().origin())
                .isEqualTo(
                        new BackupParts.Origin(
                                OWNER.organization(),
                                "node 9",
                                "1.2.3",
                                List.of(key(5).bytes()),
                                0,
                                Instant.EPOCH));
    }

    @Test
    void isRecordedWhenItIsThere() {
        found(1);

        assertThat(make(making)).isInstanceOf(Outcome.Made.class);

        assertThat(books.audit.events().getLast())
                .isEqualTo(new AuditEvent.BackupMade(1, 1, AuditEventSamples.OPERATOR));
    }

    @Test
    void isNotRecordedWhenThereIsNone() {
        shelf.instead = Optional.of(new BackupWriter.Outcome.Taken());
        assertThat(make(making)).isEqualTo(new Outcome.Taken());
        shelf.instead = Optional.of(new BackupWriter.Outcome.Unwritable("disk full"));
        assertThat(make(making)).isEqualTo(new Outcome.Unwritable("disk full"));

        assertThat(books.audit.events()).isEmpty();
    }

    @Test
    void countsWhatTheTrailDoesNotTellOf() {
        found(1);
        store(relationship(patient(2), provider(1)), 2, List.of());

        assertThat(make(making))
                .isInstanceOfSatisfying(
                        Outcome.Made.class, made -> assertThat(made.withoutEntry()).isEqualTo(1));
    }

    @Test
    void isMadeWithoutATrail() {
        found(1);

        assertThat(make(making(Optional.empty())))
                .isEqualTo(new Outcome.Made(17, new Counts(1, 1, 0, 0, 0), 0, 0, 0));
        assertThat(shelf.written.getFirst().trail()).isEmpty();
    }

    @Test
    void isNotMadeWhileTheTrailOwesSomething() {
        books.audit.failWith(new IllegalStateException("disk full"));
        assertThatThrownBy(() -> found(1)).isInstanceOf(NotDurableException.class);

        assertThatThrownBy(() -> make(making)).isInstanceOf(NotDurableException.class);
        assertThat(shelf.written).isEmpty();

        books.audit.recover();
        assertThat(make(making)).isInstanceOf(Outcome.Made.class);
        assertThat(shelf.written.getFirst().trail().orElseThrow().end().sequence()).isEqualTo(1);
    }

    @Test
    void isAlwaysOfOneMomentWhileRelationshipsAreFounded() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 1; thread <= 4; thread++) {
                int first = thread * 1_000_000;
                threads.execute(() -> {
                    for (int i = first; !enough.get(); i++) {
                        found(i);
                    }
                });
            }
            try {
                for (int i = 0; i < 50; i++) {
                    assertThat(make(making))
                            .isInstanceOfSatisfying(
                                    Outcome.Made.class,
                                    made -> {
                                        assertThat(made.withoutEntry()).isZero();
                                        assertThat(made.counts().relationships())
                                                .isEqualTo(
                                                        made.lastSequence()
                                                                - shelf.written.size()
                                                                + 1);
                                    });
                }
            } finally {
                enough.set(true);
            }
        }
    }

    private static Outcome make(MakeBackup making) {
        return making.make(FILE, AuditEventSamples.OPERATOR);
    }

    private void found(int number) {
        Relationship founded = relationship(patient(number), provider(1));
        AuditEvent event =
                new AuditEvent.OfHandshake(
                        new HandshakeEvent.RelationshipEstablished(
                                founded.id(),
                                founded.patient(),
                                founded.provider(),
                                new ConsentedActions(List.of("read"))));
        store(founded, number, List.of(event));
    }

    private void store(Relationship founded, int number, List<AuditEvent> events) {
        assertThat(books.journal.commit(new Write.Relate(establish(founded, key(number))), events))
                .isEqualTo(ChangeStore.Outcome.APPLIED);
    }
}
