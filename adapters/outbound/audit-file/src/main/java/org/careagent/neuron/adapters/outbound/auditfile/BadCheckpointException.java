package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.Serial;
import java.nio.file.Path;

/// A checkpoint is none that can be held against the log at hand. Ends a verification; nobody else
/// sees it.
final class BadCheckpointException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final transient Path file;

    BadCheckpointException(Path file, String why) {
        super(why);
        this.file = file;
    }

    Verification.BadCheckpoint result() {
        return new Verification.BadCheckpoint(file, String.valueOf(getMessage()));
    }
}
