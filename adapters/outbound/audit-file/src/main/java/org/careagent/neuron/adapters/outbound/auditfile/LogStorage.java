package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// The bytes of the audit file that is written to. Used by one thread at a time.
interface LogStorage extends LogBytes, Closeable {
    /// What the files of the log are called.
    LogNames names();

    /// The file, for messages to the operator.
    default Path file() {
        return names().current();
    }

    /// How long the file of that name is now.
    long size() throws IOException;

    /// Writes all of `content` at `position`, over what is there.
    void write(long position, byte[] content) throws IOException;

    /// Cuts off what lies beyond `length`.
    void truncate(long length) throws IOException;

    /// Returns when content and length survive a loss of power.
    void sync() throws IOException;

    /// Gives the file the name `rotated`, and begins an empty one of its own name; durably. What a
    /// call that failed has left undone, the next one does.
    void rotate(Path rotated) throws IOException;
}
