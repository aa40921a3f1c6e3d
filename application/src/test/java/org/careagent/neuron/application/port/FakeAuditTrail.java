package org.careagent.neuron.application.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps the events in memory, and fails when told to.
public final class FakeAuditTrail implements AuditTrail {
    private final List<AuditEvent> events = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();

    @Override
    public synchronized void record(List<AuditEvent> more) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        events.addAll(List.copyOf(more));
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
