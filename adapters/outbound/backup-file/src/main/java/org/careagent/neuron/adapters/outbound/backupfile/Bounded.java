package org.careagent.neuron.adapters.outbound.backupfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The first bytes of a stream: what a file may unpack to is not left to the file.
///
/// @param whole the stream
/// @param most how many
record Bounded(InputStream whole, long most) {
    private static final int CHUNK = 64 << 10;

    /// Passes them on, or as many as there are.
    void transferTo(OutputStream target) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long left = most;
        while (left > 0) {
            int read = whole.read(chunk, 0, (int) Math.min(CHUNK, left));
            if (read < 0) {
                return;
            }
            target.write(chunk, 0, read);
            left -= read;
        }
    }
}
