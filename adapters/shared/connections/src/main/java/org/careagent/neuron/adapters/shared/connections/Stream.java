package org.careagent.neuron.adapters.shared.connections;

import io.helidon.common.buffers.BufferData;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// The bytes of one connection, in plain text or under TLS. Reading and writing may block, each on
/// a thread of its own; closing the channel beneath ends both.
interface Stream {
    /// Waits for bytes.
    ///
    /// @return at least one; null at the end of what the peer has to say
    byte @Nullable [] read() throws IOException;

    /// Writes all of `data`.
    void write(BufferData data) throws IOException;

    /// Tells the peer that nothing more comes.
    void endOutput() throws IOException;
}
