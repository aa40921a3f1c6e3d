package org.careagent.neuron.application.port;

import java.util.List;
import java.util.Optional;

/// Where the changes of one node are made, and what the node still owes its audit trail for them
/// (handshake protocol, section 9). Safe for use by many threads.
///
/// The notes of a change are stored in its own transaction, as owed, and are numbered: 1, 2, 3 …
/// without gaps, over restarts too. A node appends them to its trail in that order, and says so
/// with the mark of a later call. So whatever is killed between the two, the next start finds what
/// is missing in the trail.
public interface ChangeStore {
    /// Makes each of `commits` wholly or not at all, in their order; those that apply become
    /// durable together. What `mark` says is in the trail is owed no more.
    ///
    /// Throws an unchecked exception when the storage fails; then it is not known whether something
    /// is stored. If something was, the receipt of the next call says so, or [#owed] does when the
    /// storage is opened anew.
    ///
    /// @param commits may be none
    /// @param mark how far the node has come; empty where there is no trail
    /// @return once all that applies survives a kill of the process and a loss of power (where the
    ///   storage is a durable one)
    Receipt commit(List<Commit> commits, Optional<AuditMark> mark);

    /// The notes that are owed after the mark, in their order. Asked at start.
    List<AuditNote> owed();

    /// The last mark that was given; empty before the first.
    Optional<AuditMark> mark();

    /// What became of a change.
    enum Outcome {
        /// It is made, and durable.
        APPLIED,
        /// It does not fit what is stored by now; nothing is made.
        CONFLICT
    }

    /// What became of a call.
    ///
    /// @param outcomes of its changes, in their order
    /// @param lastOwed the number of the last note that was ever owed
    /// @param late notes of an earlier call that failed, and was stored after all: they come before
    ///   those of this call
    record Receipt(List<Outcome> outcomes, long lastOwed, List<AuditNote> late) {
        /// Keeps the lists as they are now.
        public Receipt {
            outcomes = List.copyOf(outcomes);
            late = List.copyOf(late);
        }
    }
}
