package org.careagent.neuron.application.port;

import java.util.List;
import java.util.Optional;

/// The audit trail as it stands, for whoever looks at it. Safe for use by many threads, while
/// others append.
///
/// Each method throws an unchecked exception when the trail cannot be read.
public interface TrailRecords {
    /// The entries that come after number `sequence`, in order, and only what is durable. What it
    /// costs does not grow with the trail.
    ///
    /// @param sequence 0 or more; 0 is before the first
    /// @param most how many at most, 1 or more
    /// @return none if the trail does not go that far
    List<Entry> after(long sequence, int most);

    /// The newest checkpoint that was written; empty before the first.
    Optional<SignedCheckpoint> newestCheckpoint();

    /// Verifies all of the trail, in memory of a constant size. It takes as long as that takes, and
    /// keeps nobody from appending; what is appended meanwhile may be left out.
    TrailVerdict verify();

    /// An entry.
    ///
    /// @param sequence its number
    /// @param line the JSON object as it was recorded, without a line feed
    record Entry(long sequence, String line) {}

    /// A checkpoint (audit log specification).
    ///
    /// @param note a signed note, with all its line feeds
    /// @param size how many entries it is of
    record SignedCheckpoint(String note, long size) {}
}
