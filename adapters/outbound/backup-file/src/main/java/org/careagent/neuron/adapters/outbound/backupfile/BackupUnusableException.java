package org.careagent.neuron.adapters.outbound.backupfile;

import java.io.Serial;

/// A file is no backup, or not as it was written. The message says why, in words that go after the
/// name of the file, and quotes nothing of what is in it.
public final class BackupUnusableException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    BackupUnusableException(String why) {
        super(why);
    }

    BackupUnusableException(String why, Throwable cause) {
        super(why, cause);
    }
}
