package org.careagent.neuron.adapters.shared.connections;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/// Plain text, over Helidon's socket, which has a buffer to read into anyway.
record PlainStream(SocketChannel channel, HelidonSocket socket) implements Stream {
    @Override
    public byte @Nullable [] read() {
        return socket.get();
    }

    @Override
    public void write(BufferData data) {
        socket.write(data);
    }

    @Override
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }
}
