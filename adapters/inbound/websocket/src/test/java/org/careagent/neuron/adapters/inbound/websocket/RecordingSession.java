package org.careagent.neuron.adapters.inbound.websocket;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.SocketContext;
import io.helidon.websocket.WsSession;

import java.util.ArrayList;
import java.util.List;

/// A connection that keeps what is done with it, in order.
final class RecordingSession implements WsSession {
    private final List<String> done = new ArrayList<>();

    /// `send` and the text, or `close`, the code and the reason.
    List<String> done() {
        return List.copyOf(done);
    }

    @Override
    public WsSession send(String text, boolean last) {
        done.add((last ? "send " : "send a part ") + text);
        return this;
    }

    @Override
    public WsSession close(int code, String reason) {
        done.add(("close " + code + " " + reason).strip());
        return this;
    }

    @Override
    public WsSession send(BufferData buffer, boolean last) {
        throw new UnsupportedOperationException("the protocol has no binary messages");
    }

    @Override
    public WsSession ping(BufferData buffer) {
        throw new UnsupportedOperationException("the transport pings");
    }

    @Override
    public WsSession pong(BufferData buffer) {
        throw new UnsupportedOperationException("the transport answers pings");
    }

    @Override
    public WsSession terminate() {
        throw new UnsupportedOperationException("a handshake ends with a close frame");
    }

    @Override
    public SocketContext socketContext() {
        throw new UnsupportedOperationException("a handshake does not look at the socket");
    }
}
