package org.careagent.neuron.application.port;

import java.util.List;

/// A change, and what it is to leave in the audit trail.
///
/// @param notes in their order; none where there is no trail
public record Commit(Write write, List<AuditNote> notes) {
    /// Keeps the notes as they are now.
    public Commit {
        notes = List.copyOf(notes);
    }
}
