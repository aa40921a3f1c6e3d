package org.careagent.neuron.application.port;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The audit trail (audit log specification): append-only, in one order for all. Safe for use by
/// many threads.
public interface AuditTrail {
    /// What `events` will leave in the trail, in their order. Writes nothing.
    List<AuditNote> notes(List<AuditEvent> events);

    /// Appends `notes` in their order, with nothing of another call in between; gives each its
    /// number, its time and its hash. Calls that come together share one write and one sync.
    ///
    /// On return they survive a kill of the process and a loss of power. Throws an unchecked
    /// exception when they could not be written: then none of them is in the trail, nor will be
    /// unless they are appended again.
    ///
    /// @param notes made by [#notes] of this trail or of one before it; none are no call
    /// @return where the trail ends now, or later if others appended meanwhile
    AuditPosition append(List<AuditNote> notes);

    /// Where the trail ends: behind the last entry that is durable.
    AuditPosition end();

    /// What was recorded after `position`, in its order; to be closed. Empty if `position` is not
    /// in this trail: its end was cut off, or it is another trail. Reads no more than there is
    /// after `position`, however long the trail is.
    ///
    /// The stream throws an unchecked exception when the trail cannot be read or does not verify.
    Optional<Stream<RecordedNote>> since(AuditPosition position);

    /// Appends what `events` leave; as [#append].
    default void record(List<AuditEvent> events) {
        if (!events.isEmpty()) {
            var _ = append(notes(events));
        }
    }

    /// Appends what one event leaves; as [#append].
    default void record(AuditEvent event) {
        record(List.of(event));
    }
}
