package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.handshake.HandshakeEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Keeps the events in memory, and fails when told to.
public final class FakeAuditTrail implements AuditTrail {
    private static final AuditNote REPAIRED = new AuditNote("something was cut off");

    private final Map<AuditNote, AuditEvent> known = new ConcurrentHashMap<>();
    private final List<AuditNote> recorded = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();

    @Override
    public synchronized List<AuditNote> notes(List<AuditEvent> events) {
        return events.stream().map(this::note).toList();
    }

    private AuditNote note(AuditEvent event) {
        AuditNote note = new AuditNote(event.toString());
        known.put(note, event);
        return note;
    }

    @Override
    public synchronized AuditPosition append(List<AuditNote> notes) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        recorded.addAll(notes);
        return end();
    }

    @Override
    public synchronized AuditPosition end() {
        return recorded.isEmpty() ? AuditPosition.BEGINNING : position(recorded.size());
    }

    private static AuditPosition position(int sequence) {
        return new AuditPosition(sequence, "hash " + sequence);
    }

    @Override
    public synchronized Optional<Stream<RecordedNote>> since(AuditPosition position) {
        int from = (int) position.sequence();
        boolean isHere =
                position.equals(AuditPosition.BEGINNING)
                        || (from <= recorded.size() && position.equals(position(from)));
        return isHere
                ? Optional.of(
                        List.copyOf(recorded.subList(from, recorded.size())).stream()
                                .map(note -> new RecordedNote(note, subject(note))))
                : Optional.empty();
    }

    /// As if what was cut off at its end had been recorded.
    public synchronized void recordRepair() {
        recorded.add(REPAIRED);
    }

    private AuditEvent eventOf(AuditNote note) {
        return Optional.ofNullable(known.get(note)).orElseThrow();
    }

    private RecordedNote.Subject subject(AuditNote note) {
        return note.equals(REPAIRED) ? new RecordedNote.Subject.Repaired() : subject(eventOf(note));
    }

    private static RecordedNote.Subject subject(AuditEvent event) {
        if (event instanceof AuditEvent.OfHandshake(HandshakeEvent.RelationshipEstablished e)) {
            return new RecordedNote.Subject.Established(e.relationship(), e.patient());
        }
        return event instanceof AuditEvent.ConsentMended(var relationship, _)
                ? new RecordedNote.Subject.Mended(relationship)
                : new RecordedNote.Subject.Other();
    }

    /// Keeps nothing from now on, and throws `cause` instead.
    public synchronized void failWith(RuntimeException cause) {
        failure = Optional.of(cause);
    }

    /// Works again.
    public synchronized void recover() {
        failure = Optional.empty();
    }

    /// Begins anew, as if the trail had been moved away.
    public synchronized void forgetAll() {
        recorded.clear();
    }

    /// Loses the entries after the first `kept`.
    public synchronized void cutAfter(int kept) {
        recorded.subList(kept, recorded.size()).clear();
    }

    /// All events that were recorded, in order.
    public synchronized List<AuditEvent> events() {
        return recorded.stream().filter(note -> !note.equals(REPAIRED)).map(this::eventOf).toList();
    }
}
