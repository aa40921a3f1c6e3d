package org.careagent.neuron.application.journal;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditMark;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.RecordedNote;
import org.careagent.neuron.application.port.RecordedNote.Subject;
import org.careagent.neuron.application.port.Workers;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.RelationshipId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;

/// Brings storage and audit trail into step at start, before the port opens (handshake protocol,
/// section 9; docs/adr/0011).
///
/// The storage's mark names a place in the trail, and what is owed since. Owed notes are appended
/// in their order, so those that are in the trail behind the mark are the first of them, in that
/// order; the rest is missing, and is appended now. An entry there that founds a relationship, and
/// that nobody owes, must have its relationship in the storage; if not, nobody was told of it, and
/// a further entry says that it is void.
public final class Reconciliation {
    private final Books books;
    private final AuditTrail trail;
    private final Workers workers;

    private Reconciliation(Books books, AuditTrail trail, Workers workers) {
        this.books = books;
        this.trail = trail;
        this.workers = workers;
    }

    /// What a start found and did.
    ///
    /// @param journal over books that agree
    /// @param recordedLate how many entries were missing
    /// @param mended how many entries were without their relationship
    public record Result(Journal journal, int recordedLate, int mended) {}

    /// Makes `books` agree.
    ///
    /// @param workers give the journal its threads
    /// @throws TrailMismatchException if the trail does not go on from where the storage knows it;
    ///   nothing is written then
    public static Result of(Books books, Workers workers) {
        return books.trail()
                .map(trail -> new Reconciliation(books, trail, workers).reconcile())
                .orElseGet(() ->
                        new Result(
                                new Journal(books, new Progress(Optional.empty()), workers), 0, 0));
    }

    private Result reconcile() {
        List<AuditNote> owed = books.changes().owed();
        Optional<AuditMark> mark = books.changes().mark();
        return mark.isPresent()
                ? since(mark.get(), owed)
                : append(new AuditMark(0, trail.end()), owed, List.of(), 0);
    }

    private Result since(AuditMark mark, List<AuditNote> owed) {
        Comparison comparison = new Comparison(owed);
        try (Stream<RecordedNote> entries =
                trail.since(mark.trail()).orElseGet(() -> begunAnew(mark.trail()))) {
            entries.forEach(comparison::look);
        }
        List<AuditEvent> mended = comparison.orphans();
        return append(mark, comparison.missing(), mended, owed.size());
    }

    // Whoever moves a damaged trail away is told to (see AuditFileDamagedException): then there is
    // none, and the new one says which one it follows. A start that was killed meanwhile is taken
    // up again: it has left that entry, or nothing, or a part of it, which was cut off and
    // recorded.
    private Stream<RecordedNote> begunAnew(AuditPosition known) {
        List<AuditNote> beginning = trail.notes(List.of(new AuditEvent.TrailBegunAnew(known)));
        Optional<AuditNote> found = firstThatIsNoRepair();
        if (found.isEmpty()) {
            var _ = trail.append(beginning);
        } else if (!beginning.equals(found.stream().toList())) {
            throw new TrailMismatchException(known, trail.end());
        }
        return fromTheFirst();
    }

    private Optional<AuditNote> firstThatIsNoRepair() {
        try (Stream<RecordedNote> entries = fromTheFirst()) {
            return entries.dropWhile(entry -> entry.subject() instanceof Subject.Repaired)
                    .map(RecordedNote::note)
                    .findFirst();
        }
    }

    private Stream<RecordedNote> fromTheFirst() {
        return trail.since(AuditPosition.BEGINNING).orElseThrow();
    }

    private Result append(
            AuditMark before, List<AuditNote> missing, List<AuditEvent> mended, int owed) {
        List<AuditNote> notes = new ArrayList<>(missing);
        notes.addAll(trail.notes(mended));
        AuditPosition end = notes.isEmpty() ? trail.end() : trail.append(notes);
        Progress progress = new Progress(Optional.of(new AuditMark(before.owed() + owed, end)));
        var _ = books.changes().commit(List.of(), progress.mark());
        return new Result(new Journal(books, progress, workers), missing.size(), mended.size());
    }

    /// What is in the trail against what is owed.
    private final class Comparison {
        private final Queue<AuditNote> missing;
        private final Map<RelationshipId, AgentId> suspects = new LinkedHashMap<>();

        private Comparison(List<AuditNote> owed) {
            this.missing = new ArrayDeque<>(owed);
        }

        private void look(RecordedNote recorded) {
            if (recorded.note().equals(missing.peek())) {
                var _ = missing.remove();
                return;
            }
            switch (recorded.subject()) {
                case Subject.Established(RelationshipId founded, AgentId patient) ->
                        suspect(founded, patient);
                case Subject.Mended(RelationshipId mended) -> suspects.remove(mended);
                case Subject.Repaired _, Subject.Other _ -> {}
            }
        }

        private void suspect(RelationshipId founded, AgentId patient) {
            if (books.relationships().find(founded).isEmpty()) {
                suspects.put(founded, patient);
            }
        }

        private List<AuditNote> missing() {
            return List.copyOf(missing);
        }

        private List<AuditEvent> orphans() {
            return suspects.entrySet().stream()
                    .<AuditEvent>map(
                            each -> new AuditEvent.ConsentMended(each.getKey(), each.getValue()))
                    .toList();
        }
    }
}
