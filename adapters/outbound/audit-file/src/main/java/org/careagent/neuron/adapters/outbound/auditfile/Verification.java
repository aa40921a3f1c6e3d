package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.domain.identity.Bytes;

import java.nio.file.Path;
import java.util.Optional;

/// What became of verifying a whole log.
public sealed interface Verification {
    /// Every entry is whole, in its place and linked to the one before, and every checkpoint fits.
    ///
    /// @param entries how many there are; the number of the last one
    /// @param files in how many files
    /// @param span when they were made; empty without entries
    /// @param datedBack how many bear an earlier date than the one before: the clock was set back
    /// @param checkpoints what they were held against
    /// @param root the root of the Merkle tree over all entries: 32 bytes
    record Sound(
            long entries,
            int files,
            Optional<Span> span,
            int datedBack,
            Checkpoints checkpoints,
            Bytes root)
            implements Verification {}

    /// When the entries of a log were made, as they say: RFC 3339.
    ///
    /// @param first the first
    /// @param last the last
    record Span(String first, String last) {}

    /// How many checkpoints the log was held against.
    ///
    /// @param verified by a signature of a key that is known, and by their root
    /// @param unsigned by their root alone: there was no key to verify a signature with
    /// @param unknown not at all: signed with keys that are not known
    record Checkpoints(int verified, int unsigned, int unknown) {}

    /// A line is not what was written there.
    ///
    /// @param kind what was done
    /// @param file in which file; where a whole one is missing, the one after it
    /// @param line the number of the first bad line in it, from 1
    /// @param sequence the number of the entry that should be there
    /// @param why plain words for the operator, without any text from the line
    record Faulty(Kind kind, Path file, long line, long sequence, String why)
            implements Verification {}

    /// A checkpoint is none that can be held against this log.
    ///
    /// @param file where it is
    /// @param why plain words
    record BadCheckpoint(Path file, String why) implements Verification {}

    /// There is no log.
    record Missing() implements Verification {}

    /// The log could not be read.
    ///
    /// @param why what the system says
    record Unreadable(String why) implements Verification {}

    /// What was done to a log.
    enum Kind {
        /// A line was changed.
        EDITED,
        /// A line is gone.
        REMOVED,
        /// A line was put in.
        INSERTED,
        /// Lines have changed places.
        REORDERED,
        /// The last line was never finished, or was cut.
        TORN,
        /// Lines at the end are gone, of which a checkpoint tells.
        CUT,
        /// Lines were written anew with all that follow; a checkpoint tells of what was there.
        REWRITTEN
    }
}
