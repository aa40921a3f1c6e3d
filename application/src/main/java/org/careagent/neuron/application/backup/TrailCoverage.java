package org.careagent.neuron.application.backup;

import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.RecordedNote;
import org.careagent.neuron.application.port.RecordedNote.Subject;

import java.util.stream.Stream;

/// Whether an audit trail tells of every relationship that is kept.
///
/// A trail of one Neuron that was never without one does. Others do not: where several work on one
/// storage, each has the entries of its own; and where the trail was off, or was begun anew, what
/// came before is not in it.
public final class TrailCoverage {
    private TrailCoverage() {}

    /// How many relationships of `contents` are without their entry in `trail`, which is read to
    /// its end. Takes some 40 bytes of memory for each.
    public static long withoutEntry(Contents contents, Stream<RecordedNote> trail) {
        IdSet ids = new IdSet();
        contents.relationships(kept -> ids.add(kept.relationship().id().value()));
        trail.forEach(recorded -> look(recorded.subject(), ids));
        return ids.unseen();
    }

    private static void look(Subject subject, IdSet ids) {
        switch (subject) {
            case Subject.Established established -> ids.see(established.relationship().value());
            case Subject.Mended _, Subject.Repaired _, Subject.Other _ -> {}
        }
    }
}
