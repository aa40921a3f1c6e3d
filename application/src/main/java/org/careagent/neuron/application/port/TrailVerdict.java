package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.Bytes;

import java.util.Optional;

/// What became of verifying a whole audit trail.
public sealed interface TrailVerdict {
    /// Every entry is whole, in its place and linked to the one before, and every checkpoint fits.
    ///
    /// @param entries how many there are
    /// @param files in how many files
    /// @param span when they were made; empty without entries
    /// @param datedBack how many bear an earlier date than the one before
    /// @param checkpoints what they were held against
    /// @param root the root of the Merkle tree over all entries: 32 bytes
    record Verified(
            long entries,
            int files,
            Optional<Span> span,
            int datedBack,
            Checkpoints checkpoints,
            Bytes root)
            implements TrailVerdict {}

    /// The dates of the first and the last entry, as they say: RFC 3339.
    record Span(String first, String last) {}

    /// How many checkpoints it was held against.
    ///
    /// @param verified by a signature of a key that is known, and by their root
    /// @param withoutKey by their root alone: there was no key to verify a signature with
    /// @param ofUnknownKeys not at all
    record Checkpoints(int verified, int withoutKey, int ofUnknownKeys) {}

    /// A line is not what was written there.
    ///
    /// @param kind what was done, in a word of `docs/AUDIT.md`
    /// @param file in which file
    /// @param line the number of the first bad line in it, from 1
    /// @param sequence the number of the entry that should be there
    /// @param why plain words, without any text from the line
    record Broken(String kind, String file, long line, long sequence, String why)
            implements TrailVerdict {}

    /// It cannot be said: a checkpoint is none of this trail, there is none, or it cannot be read.
    ///
    /// @param checkpoint the one that is none
    /// @param why plain words
    record Undecided(Optional<String> checkpoint, String why) implements TrailVerdict {}
}
