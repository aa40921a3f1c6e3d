package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.CheckpointSigner;

import java.util.List;

/// How an audit file is kept.
///
/// @param rotateBytes once the file is that long, the next entry goes into a new one; 1 or more
/// @param checkpointEvery after how many entries a checkpoint is written; 1 or more
/// @param signers who signs the checkpoints, all of one origin, and each of them each; without one
///   there are no checkpoints
public record AuditFileOptions(
        long rotateBytes, int checkpointEvery, List<CheckpointSigner> signers) {
    /// One file that grows, and no checkpoints.
    public static final AuditFileOptions PLAIN =
            new AuditFileOptions(Long.MAX_VALUE, Integer.MAX_VALUE, List.of());

    /// Keeps the list as it is now.
    public AuditFileOptions {
        if (rotateBytes < 1 || checkpointEvery < 1) {
            throw new IllegalArgumentException("sizes and counts are at least 1");
        }
        signers = List.copyOf(signers);
    }
}
