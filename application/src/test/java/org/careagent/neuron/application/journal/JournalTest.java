package org.careagent.neuron.application.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.CONFLICT;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.CopiedSnapshot;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.FakeWorkers;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

@Timeout(30)
final class JournalTest {
    private static final int CALLERS = 50;
    private final IllegalStateException full = new IllegalStateException("disk full");

    private final FakeBooks books = new FakeBooks();
    private final Journal journal = books.journal;

    @Test
    void storesAndRecords() {
        assertThat(found(1)).isEqualTo(APPLIED);

        assertThat(books.audit.events()).containsExactly(released(1));
        assertThat(books.storage.relationships().standing(patient(1), provider(1)).active())
                .isPresent();
    }

    @Test
    void recordsNothingOfAConflict() {
        assertThat(found(1)).isEqualTo(APPLIED);

        assertThat(found(1)).isEqualTo(CONFLICT);

        assertThat(books.audit.events()).hasSize(1);
    }

    @Test
    void saysSoIfWhatIsStoredCannotBeRecorded() {
        books.audit.failWith(full);

        assertThatThrownBy(() -> found(1)).isInstanceOf(NotDurableException.class).hasCause(full);
        assertThat(journal.canWrite()).isFalse();
    }

    @Test
    void storesNothingMoreWhileTheTrailOwesSomething() {
        books.audit.failWith(full);
        assertThatThrownBy(() -> found(1)).isInstanceOf(NotDurableException.class);

        assertThatThrownBy(() -> found(2)).isInstanceOf(NotDurableException.class);

        assertThat(books.storage.relationships().standing(patient(2), provider(1)).active())
                .isEmpty();
    }

    @Test
    void recordsWhatItOwesFirstWhenTheTrailWorksAgain() {
        books.audit.failWith(full);
        assertThatThrownBy(() -> found(1)).isInstanceOf(NotDurableException.class);
        assertThatThrownBy(() -> journal.record(AuditEventSamples.startedBy("lost")))
                .isInstanceOf(NotDurableException.class);
        books.audit.recover();

        assertThat(found(2)).isEqualTo(APPLIED);

        assertThat(books.audit.events()).containsExactly(released(1), released(2));
        assertThat(journal.canWrite()).isTrue();
    }

    @Test
    void recordsWhatItOwesWhenItIsAskedForItsHealth() {
        books.audit.failWith(full);
        assertThatThrownBy(() -> found(1)).isInstanceOf(NotDurableException.class);
        books.audit.recover();

        assertThat(journal.canWrite()).isTrue();

        assertThat(books.audit.events()).containsExactly(released(1));
    }

    @Test
    void storesNothingWhileTheDiskIsNearlyFull() {
        AtomicBoolean room = new AtomicBoolean(false);
        Journal narrow =
                Reconciliation.of(
                                new Books(
                                        books.storage,
                                        Optional.of(books.audit),
                                        () -> true,
                                        room::get),
                                new FakeWorkers())
                        .journal();
        Write any = new Write.Relate(establish(relationship(patient(1), provider(1)), key(1)));

        assertThatThrownBy(() -> narrow.commit(any, List.of()))
                .isInstanceOf(NotDurableException.class)
                .hasMessageContaining("nearly full");
        assertThat(narrow.canWrite()).isFalse();

        room.set(true);
        assertThat(narrow.commit(any, List.of())).isEqualTo(APPLIED);
        assertThat(narrow.canWrite()).isTrue();
    }

    @Test
    void restsWhenAllThatIsStoredIsRecorded() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> callers =
                    IntStream.rangeClosed(1, CALLERS)
                            .mapToObj(i -> threads.submit(() -> found(i)))
                            .toList();
            for (int i = 0; i < CALLERS; i++) {
                int[] found =
                        journal.atRest(() ->
                                new int[] {relationships().size(), books.audit.events().size()});
                assertThat(found[0]).isEqualTo(found[1]);
            }
            for (Future<Outcome> each : callers) {
                assertThat(each.get()).isEqualTo(APPLIED);
            }
        }
    }

    private List<KeptRelationship> relationships() {
        return CopiedSnapshot.of(books.storage.snapshot()).allRelationships();
    }

    @Test
    void storesNothingWhileItRestsAndRecordsAllTheSame() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> change =
                    journal.atRest(() -> {
                        Future<Outcome> waiting = threads.submit(() -> found(1));
                        journal.record(AuditEventSamples.startedBy("somebody"));
                        assertThat(relationships()).isEmpty();
                        assertThat(waiting).isNotDone();
                        return waiting;
                    });

            assertThat(change.get()).isEqualTo(APPLIED);
        }
    }

    @Test
    void goesOnAfterARestThatFails() {
        assertThatThrownBy(() ->
                        journal.atRest(() -> {
                            throw full;
                        }))
                .isSameAs(full);

        assertThat(found(1)).isEqualTo(APPLIED);
    }

    @Test
    void doesNotRestWhileTheTrailOwesSomethingAndRecordsItFirst() {
        books.audit.failWith(full);
        assertThatThrownBy(() -> found(1)).isInstanceOf(NotDurableException.class);
        assertThatThrownBy(() -> journal.atRest(() -> "rested"))
                .isInstanceOf(NotDurableException.class);
        books.audit.recover();

        assertThat(journal.atRest(() -> books.audit.events())).containsExactly(released(1));
    }

    @Test
    void storesTogetherWhatComesTogether() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        books.storage.relationships().beforeNextApply(() -> await(waiting));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> leader = threads.submit(() -> found(0));
            List<Callable<Outcome>> callers =
                    IntStream.rangeClosed(1, CALLERS)
                            .<Callable<Outcome>>mapToObj(i -> () -> found(i))
                            .toList();
            List<Future<Outcome>> others = callers.stream().map(threads::submit).toList();
            waiting.countDown();

            assertThat(leader.get()).isEqualTo(APPLIED);
            for (Future<Outcome> each : others) {
                assertThat(each.get()).isEqualTo(APPLIED);
            }
        }

        assertThat(books.audit.events()).hasSize(CALLERS + 1);
        assertThat(books.storage.calls()).isLessThan(CALLERS);
    }

    // Where the trail comes far by itself, a mark is stored without any change.
    @Test
    void recordsWhatWasStoredAfterAllWhateverIsStoredNext() {
        books.storage.loseNextAnswer();
        assertThatThrownBy(() -> found(1)).isInstanceOf(NotDurableException.class);

        journal.record(Collections.nCopies(10_000, AuditEventSamples.startedBy("somebody")));
        assertThat(found(2)).isEqualTo(APPLIED);

        assertThat(books.audit.events().subList(10_000, 10_002))
                .containsExactly(released(1), released(2));
    }

    @Test
    void leavesNothingToLookForWhenItIsClosed() {
        assertThat(found(1)).isEqualTo(APPLIED);
        journal.record(AuditEventSamples.startedBy("somebody"));

        journal.close();

        assertThat(books.storage.owed()).isEmpty();
        assertThat(books.storage.mark().orElseThrow().trail()).isEqualTo(books.audit.end());
    }

    @Test
    void isClosedSoonWhereTheStorageHangs() {
        CountDownLatch never = new CountDownLatch(1);
        assertThat(found(1)).isEqualTo(APPLIED);
        books.storage.beforeNextCommit(() -> await(never));
        long start = System.nanoTime();

        journal.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        never.countDown();
    }

    @Test
    void asksAStorageThatFailsForNoMarkWhenItIsClosed() {
        books.storage.loseNextAnswer();
        assertThatThrownBy(() -> found(1)).isInstanceOf(NotDurableException.class);
        int calls = books.storage.calls();

        journal.close();

        assertThat(books.storage.calls()).isEqualTo(calls);
        assertThat(books.open().recordedLate()).isEqualTo(1);
    }

    @Test
    void takesNothingOnceItIsClosed() {
        journal.close();

        assertThatThrownBy(() -> found(1)).isInstanceOf(NotDurableException.class);
        assertThatThrownBy(() -> journal.record(AuditEventSamples.startedBy("late")))
                .isInstanceOf(NotDurableException.class);
    }

    @Test
    void leavesAMarkNowAndThenThoughNothingChanges() {
        List<AuditEvent> many =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> AuditEventSamples.startedBy("agent " + i))
                        .toList();

        journal.record(many);

        assertThat(books.storage.mark().orElseThrow().trail()).isEqualTo(books.audit.end());
    }

    private Outcome found(int number) {
        return journal.commit(
                new Write.Relate(
                        establish(relationship(patient(number), provider(1)), key(number))),
                List.of(released(number)));
    }

    private static AuditEvent released(int number) {
        AgentId patient = patient(number);
        return new AuditEvent.PatientReleased(patient, Actor.operator("ada"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
