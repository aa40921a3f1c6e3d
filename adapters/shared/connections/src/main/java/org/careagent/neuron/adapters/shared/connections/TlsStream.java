package org.careagent.neuron.adapters.shared.connections;

import io.helidon.common.buffers.BufferData;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// TLS 1.3 or 1.2, by the JDK, as a layer over the channel's socket.
///
/// It is not Helidon's: that one looks up the name of each address that connects, keeps four
/// buffers of 16 KB a connection, and shakes hands before anybody can put a deadline to it.
final class TlsStream implements Stream {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String HTTP = "http/1.1";
    private static final int BUFFER = 2048;

    private final SSLSocket socket;
    private final byte[] buffer = new byte[BUFFER];

    private TlsStream(SSLSocket socket) {
        this.socket = socket;
    }

    /// Shakes hands.
    static TlsStream accept(SocketChannel channel, SSLContext context) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(channel.socket(), null, true);
        socket.setEnabledProtocols(PROTOCOLS);
        socket.setHandshakeApplicationProtocolSelector(
                (_, offered) -> offered.contains(HTTP) ? HTTP : "");
        socket.startHandshake();
        return new TlsStream(socket);
    }

    @Override
    public byte @Nullable [] read() throws IOException {
        int length = socket.getInputStream().read(buffer);
        return length < 0 ? null : Arrays.copyOf(buffer, length);
    }

    @Override
    public void write(BufferData data) throws IOException {
        data.writeTo(socket.getOutputStream());
    }

    @Override
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }
}
