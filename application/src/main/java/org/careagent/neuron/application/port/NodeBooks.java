package org.careagent.neuron.application.port;

import java.util.List;
import java.util.Optional;

/// What a storage knows of one node and its audit trail (see [ChangeStore]).
///
/// @param lastOwed the number of the last note that the node ever owed its trail
/// @param mark the last mark that it gave
/// @param owed the notes after the mark, in their order; the last one has the number `lastOwed`
public record NodeBooks(long lastOwed, Optional<AuditMark> mark, List<AuditNote> owed) {
    /// Of a node that has changed nothing yet.
    public static final NodeBooks NEW = new NodeBooks(0, Optional.empty(), List.of());

    /// Keeps the notes as they are now.
    public NodeBooks {
        owed = List.copyOf(owed);
    }
}
