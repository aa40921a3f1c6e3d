package org.careagent.neuron.application.port;

import java.nio.file.Path;

/// Writes backups.
public interface BackupWriter {
    /// Writes `parts` to `file`, for the user of this process alone. It is there as a whole and
    /// durably, or not at all, however the process ends meanwhile. Takes no more memory for more
    /// parts. Passes on what reading the parts throws.
    Outcome write(Path file, BackupParts parts);

    /// What becomes of a backup.
    sealed interface Outcome {
        /// It is there.
        ///
        /// @param bytes how long the file is
        record Written(long bytes, BackupParts.Counts counts) implements Outcome {}

        /// Something of that name is there already, and stays as it is.
        record Taken() implements Outcome {}

        /// It cannot be written.
        ///
        /// @param why what the system says
        record Unwritable(String why) implements Outcome {}
    }
}
