package org.careagent.neuron.bootstrap.halt;

import org.careagent.neuron.adapters.outbound.auditfile.AuditFile;
import org.careagent.neuron.adapters.outbound.jooq.H2Database;
import org.careagent.neuron.adapters.outbound.jooq.JooqStorage;
import org.careagent.neuron.adapters.outbound.system.PlatformWorkers;
import org.careagent.neuron.application.journal.Books;
import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.journal.Reconciliation;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.handshake.HandshakeEvent;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// What a Neuron does between its start and its end, as far as it is about lasting: a start, and
/// some handshakes of new patients, one after the other or several at a time.
final class ShortLife {
    static final int HALTED = 9;

    private static final int HANDSHAKES = 3;

    private ShortLife() {}

    /// A child process: lives on the files in a folder, prints the id of each relationship that is
    /// acknowledged, and halts at its n-th step.
    static void main(String[] args) {
        Fuse fuse = new Fuse(Integer.parseInt(args[1]), () -> Runtime.getRuntime().halt(HALTED));
        try (H2Database database = database(Path.of(args[0]));
                AuditFile trail = trail(Path.of(args[0]))) {
            live(
                    FusedBooks.of(fuse, storageIn(database), trail),
                    1,
                    id -> System.out.println(id.value()));
        }
    }

    static H2Database database(Path folder) {
        return H2Database.open(folder.resolve("neuron.db"));
    }

    static AuditFile trail(Path folder) {
        return AuditFile.open(folder.resolve("audit.jsonl"), InstantSource.system());
    }

    /// As a start sees it: with nothing in memory.
    static Storage storageIn(H2Database database) {
        return JooqStorage.in(database, "in a test", "node 1");
    }

    /// @param callers how many handshakes go on at a time
    /// @param told is given each relationship that is acknowledged
    static void live(Books books, int callers, Consumer<RelationshipId> told) {
        Journal journal = Reconciliation.of(books, new PlatformWorkers()).journal();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                threads.execute(() -> callOn(journal, told));
            }
        }
        journal.close();
    }

    private static void callOn(Journal journal, Consumer<RelationshipId> told) {
        try {
            for (int i = 0; i < HANDSHAKES; i++) {
                told.accept(shakeHands(journal));
            }
        } catch (RuntimeException _) {
            // The end has come: nobody is told of anything any more.
        }
    }

    private static RelationshipId shakeHands(Journal journal) {
        AgentId patient = new AgentId("patient-" + UUID.randomUUID());
        journal.record(AuditEventSamples.startedBy(patient.value()));
        Relationship founded = Samples.relationship(patient, Samples.provider(1));
        AuditEvent established =
                new AuditEvent.OfHandshake(
                        new HandshakeEvent.RelationshipEstablished(
                                founded.id(),
                                founded.patient(),
                                founded.provider(),
                                founded.actions()));
        Outcome outcome =
                journal.commit(
                        new Write.Relate(Samples.establish(founded, Samples.key(1))),
                        List.of(established));
        if (outcome != Outcome.APPLIED) {
            throw new IllegalStateException("nobody else is of that name");
        }
        return founded.id();
    }
}
