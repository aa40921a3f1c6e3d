package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.RELATIONSHIP;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.journal.Books;
import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.journal.NotDurableException;
import org.careagent.neuron.application.journal.Reconciliation;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.FakeAuditTrail;
import org.careagent.neuron.application.port.FakeWorkers;
import org.careagent.neuron.application.port.Race;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several Neurons on one database, and connections that are cut under their hands.
@Timeout(120)
final class PostgresRaceTest {
    private static final PostgresAccess ACCESS = PostgresServer.newDatabase();
    private static final Emptied FIRST = new Emptied(() -> PostgresDatabase.open(ACCESS));
    private static final PostgresDatabase SECOND = PostgresDatabase.open(ACCESS);
    private static final int CALLERS = 8;
    private static final int CALLS = 25;
    private static final int CUTS = 10;

    private Database database = SECOND;

    @BeforeEach
    void empty() {
        database = FIRST.database();
    }

    @AfterAll
    static void close() {
        FIRST.close();
        SECOND.close();
    }

    @Test
    void givesOneRelationshipToAllWhoRaceForItAtTwoNeurons() throws Exception {
        for (int round = 0; round < 3; round++) {
            List<RelationshipId> told =
                    Race.run(
                            200,
                            patient(round),
                            provider(1),
                            storageIn(database, round),
                            JooqStorage.in(SECOND, "in a test", "other node " + round));

            assertThat(told).hasSize(200).containsOnly(told.getFirst());
            assertThat(rows()).isEqualTo(round + 1);
        }
    }

    @Test
    void isNeverHalfDoneWhereConnectionsAreCut() throws Exception {
        FakeAuditTrail trail = new FakeAuditTrail();
        Storage storage = storageIn(database, 1);
        Journal journal =
                Reconciliation.of(
                                new Books(storage, Optional.of(trail), () -> true),
                                new FakeWorkers())
                        .journal();
        Set<Integer> applied = ConcurrentHashMap.newKeySet();

        establishWhileConnectionsAreCut(journal, applied);
        assertThat(establish(journal, CALLERS * CALLS)).isEqualTo(Outcome.APPLIED);

        assertThat(applied).isNotEmpty().allMatch(number -> isActive(storage, number));
        assertThat(trail.events())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(eventsOfStored(storage));
        journal.close();
        assertThat(storage.changes().owed()).isEmpty();
    }

    private static void establishWhileConnectionsAreCut(Journal journal, Set<Integer> applied)
            throws Exception {
        List<Future<?>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                int first = caller;
                callers.add(threads.submit(() -> establishSome(journal, first, applied)));
            }
            for (int cut = 0; cut < CUTS; cut++) {
                PostgresServer.command(
                        "SELECT pg_terminate_backend(pid), pg_sleep(0.03) FROM pg_stat_activity"
                                + " WHERE usename = 'neuron'");
            }
        }
        for (Future<?> caller : callers) {
            var _ = caller.get();
        }
    }

    private static void establishSome(Journal journal, int first, Set<Integer> applied) {
        for (int number = first; number < CALLERS * CALLS; number += CALLERS) {
            try {
                assertThat(establish(journal, number)).isEqualTo(Outcome.APPLIED);
                applied.add(number);
            } catch (NotDurableException _) {
                // It is not known whether it is there; if so, it will be recorded.
            }
        }
    }

    private static Outcome establish(Journal journal, int number) {
        return journal.commit(
                new Write.Relate(
                        Samples.establish(relationship(patient(number), provider(1)), key(1))),
                List.of(event(number)));
    }

    private static List<AuditEvent> eventsOfStored(Storage storage) {
        List<AuditEvent> events = new ArrayList<>();
        for (int number = 0; number <= CALLERS * CALLS; number++) {
            if (isActive(storage, number)) {
                events.add(event(number));
            }
        }
        return events;
    }

    private static AuditEvent event(int number) {
        return AuditEventSamples.startedBy("patient " + number);
    }

    private static boolean isActive(Storage storage, int number) {
        return storage.relationships().standing(patient(number), provider(1)).active().isPresent();
    }

    private static Storage storageIn(Database database, int node) {
        return JooqStorage.in(database, "in a test", "node " + node);
    }

    private int rows() {
        return database.context().fetchCount(RELATIONSHIP);
    }
}
