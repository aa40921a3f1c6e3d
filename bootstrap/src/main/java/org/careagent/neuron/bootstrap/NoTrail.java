package org.careagent.neuron.bootstrap;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.RecordedNote;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Keeps nothing.
final class NoTrail implements AuditTrail {
    @Override
    public List<AuditNote> notes(List<AuditEvent> events) {
        return List.of();
    }

    @Override
    public AuditPosition append(List<AuditNote> notes) {
        return end();
    }

    @Override
    public AuditPosition end() {
        return AuditPosition.BEGINNING;
    }

    @Override
    public Optional<Stream<RecordedNote>> since(AuditPosition position) {
        return Optional.of(Stream.empty());
    }
}
