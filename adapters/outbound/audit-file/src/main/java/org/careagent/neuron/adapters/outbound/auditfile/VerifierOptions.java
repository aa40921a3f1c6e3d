package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.domain.identity.Bytes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a log is verified with.
///
/// @param keys public keys that its checkpoints may be signed with, 32 bytes each; without any, no
///   signature is verified
/// @param origin what the log is called in its checkpoints, if that is known
/// @param kept a checkpoint that somebody has kept
public record VerifierOptions(List<Bytes> keys, Optional<String> origin, Optional<Path> kept) {
    /// The log alone, and the roots of the checkpoints beside it.
    public static final VerifierOptions PLAIN =
            new VerifierOptions(List.of(), Optional.empty(), Optional.empty());

    /// Keeps the list as it is now.
    public VerifierOptions {
        keys = List.copyOf(keys);
    }

    /// Is told how far it has come.
    @FunctionalInterface
    public interface Progress {
        /// So much is done.
        ///
        /// @param bytes how many were read
        /// @param total of how many
        void at(long bytes, long total);
    }
}
