package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.SignedNote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file with a signed note: a checkpoint, or the right edge of the tree.
final class CheckpointFile {
    // Ours are a few hundred bytes; whatever has the name by mistake is not read as a whole.
    private static final int LONGEST = 64 << 10;

    private CheckpointFile() {}

    /// The note in `file`; empty if it holds something else.
    static Optional<SignedNote> read(Path file) throws IOException {
        // Whoever opens a named pipe waits.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream content = Files.newInputStream(file)) {
            return SignedNote.parse(
                    new String(content.readNBytes(LONGEST), StandardCharsets.UTF_8));
        }
    }
}
