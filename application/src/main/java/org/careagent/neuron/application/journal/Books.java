package org.careagent.neuron.application.journal;

import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.Writable;

import java.util.Optional;

/// What a journal keeps in step.
///
/// @param storage keeps what is so
/// @param trail records how it came about; empty where the organisation has turned it off
/// @param trailHealth whether the trail can be written to
/// @param room whether there is room enough on the disk: a storage may break on a full one, so
///   changes stop before it is
public record Books(
        Storage storage, Optional<AuditTrail> trail, Writable trailHealth, Writable room) {
    /// Where there is always room.
    public Books(Storage storage, Optional<AuditTrail> trail, Writable trailHealth) {
        this(storage, trail, trailHealth, () -> true);
    }

    ChangeStore changes() {
        return storage.changes();
    }

    Writable changesHealth() {
        return storage;
    }

    RelationshipStore relationships() {
        return storage.relationships();
    }
}
