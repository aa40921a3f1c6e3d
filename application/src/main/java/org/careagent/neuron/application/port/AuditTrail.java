package org.careagent.neuron.application.port;

import java.util.List;

/// The audit trail (audit log specification): append-only, in one order for all. Safe for use by
/// many threads.
public interface AuditTrail {
    /// Appends `events` in their order, with nothing of another call in between.
    ///
    /// On return they survive a kill of the process and a loss of power. Throws an unchecked
    /// exception when they could not be written; then it is not known whether some of them were.
    void record(List<AuditEvent> events);

    /// Appends one event; as [#record(List)].
    default void record(AuditEvent event) {
        record(List.of(event));
    }
}
