package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// The bytes of the audit file. Used by one thread at a time.
interface LogStorage extends LogBytes, Closeable {
    /// The file, for messages to the operator.
    Path file();

    /// How long the file of that name is now.
    long size() throws IOException;

    /// Writes all of `content` at `position`, over what is there.
    void write(long position, byte[] content) throws IOException;

    /// Cuts off what lies beyond `length`.
    void truncate(long length) throws IOException;

    /// Returns when content and length survive a loss of power.
    void sync() throws IOException;
}
