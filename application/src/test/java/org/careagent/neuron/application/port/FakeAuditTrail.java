package org.careagent.neuron.application.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Keeps the events in memory, and fails when told to.
public final class FakeAuditTrail implements AuditTrail {
    private final List<AuditEvent> events = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();

    private final Map<AuditNote, AuditEvent> known = new ConcurrentHashMap<>();

    @Override
    public List<AuditNote> notes(List<AuditEvent> more) {
        return more.stream().map(this::note).toList();
    }

    private AuditNote note(AuditEvent event) {
        AuditNote note = new AuditNote("note " + (known.size() + 1) + " of " + event);
        known.put(note, event);
        return note;
    }

    @Override
    public synchronized AuditPosition append(List<AuditNote> notes) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        notes.stream().map(known::get).forEach(events::add);
        return end();
    }

    @Override
    public synchronized AuditPosition end() {
        return new AuditPosition(events.size(), "%064x".formatted(events.size()));
    }

    @Override
    public Optional<Stream<RecordedNote>> since(AuditPosition position) {
        return Optional.of(Stream.empty());
    }

    /// Keeps nothing from now on, and throws `cause` instead.
    public synchronized void failWith(RuntimeException cause) {
        failure = Optional.of(cause);
    }

    /// Works again.
    public synchronized void recover() {
        failure = Optional.empty();
    }

    /// All that was recorded, in order.
    public synchronized List<AuditEvent> events() {
        return List.copyOf(events);
    }
}
