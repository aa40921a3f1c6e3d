package org.careagent.neuron.adapters.outbound.backupfile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The lines of a member, one at a time.
final class RowLines {
    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    RowLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.longest = longest;
    }

    /// The next line, without its end; empty after the last.
    ///
    /// @throws IOException if it is too long, or has no end
    Optional<byte[]> next() throws IOException {
        line.reset();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        number++;
        while (next != '\n') {
            if (next < 0 || line.size() == longest) {
                throw new IOException("line " + number + " has no end");
            }
            line.write(next);
            next = in.read();
        }
        return Optional.of(line.toByteArray());
    }

    /// The number of the line at hand, from 1.
    long number() {
        return number;
    }
}
