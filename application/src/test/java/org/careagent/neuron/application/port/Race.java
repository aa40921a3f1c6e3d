package org.careagent.neuron.application.port;

import org.careagent.neuron.application.journal.Books;
import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.journal.Reconciliation;
import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One patient who comes many times at once, each as a handshake does it: a relationship that is
/// there is the answer, else one is founded; who was too late looks again.
public final class Race {
    private Race() {}

    /// Lets the patient come `times` times, to the Neurons in turn.
    ///
    /// @param nodes the storages of as many Neurons on one database
    /// @return what each time was told
    public static List<RelationshipId> run(
            int times, AgentId patient, Npi provider, Storage... nodes)
            throws InterruptedException, ExecutionException {
        List<Journal> journals = new ArrayList<>();
        for (Storage node : nodes) {
            journals.add(
                    Reconciliation.of(
                                    new Books(node, Optional.empty(), () -> true),
                                    new FakeWorkers())
                            .journal());
        }
        List<Callable<RelationshipId>> visits = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int node = i % nodes.length;
            visits.add(() -> visit(nodes[node], journals.get(node), patient, provider));
        }
        List<RelationshipId> told = allOf(visits);
        journals.forEach(Journal::close);
        return told;
    }

    private static List<RelationshipId> allOf(List<Callable<RelationshipId>> visits)
            throws InterruptedException, ExecutionException {
        List<RelationshipId> told = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<RelationshipId> visit : threads.invokeAll(visits)) {
                told.add(visit.get());
            }
        }
        return told;
    }

    // Where the storage is too busy to answer, the patient comes again.
    private static RelationshipId visit(
            Storage node, Journal journal, AgentId patient, Npi provider) {
        Optional<RelationshipId> told = Optional.empty();
        while (told.isEmpty()) {
            try {
                told = answer(node, journal, patient, provider);
            } catch (RuntimeException _) {
                Thread.onSpinWait();
            }
        }
        return told.get();
    }

    private static Optional<RelationshipId> answer(
            Storage node, Journal journal, AgentId patient, Npi provider) {
        Optional<Relationship> there = node.relationships().standing(patient, provider).active();
        if (there.isPresent()) {
            return there.map(Relationship::id);
        }
        Relationship founded = Samples.relationship(patient, provider);
        Write write = new Write.Relate(Samples.establish(founded, Samples.key(1)));
        return journal.commit(write, List.of()) == Outcome.APPLIED
                ? Optional.of(founded.id())
                : Optional.empty();
    }
}
