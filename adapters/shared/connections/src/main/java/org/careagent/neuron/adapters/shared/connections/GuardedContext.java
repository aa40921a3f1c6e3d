package org.careagent.neuron.adapters.shared.connections;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;

import java.util.concurrent.ExecutorService;

/// What Helidon's HTTP sees of a connection: all that it reads and writes passes the guard.
final class GuardedContext implements ConnectionContext {
    private final ConnectionContext context;
    private final Connection connection;
    private final boolean secure;
    private final HttpProgress progress;
    private final DataReader reader;
    private final DataWriter writer;

    GuardedContext(ConnectionContext context, Connection connection, boolean secure) {
        this.context = context;
        this.connection = connection;
        this.secure = secure;
        this.progress = new HttpProgress(connection);
        this.reader = DataReader.create(progress::read);
        this.writer = new Writer(connection);
    }

    Connection connection() {
        return connection;
    }

    HttpProgress progress() {
        return progress;
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public ListenerContext listenerContext() {
        return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return context.executor();
    }

    @Override
    public Router router() {
        return context.router();
    }

    @Override
    public PeerInfo remotePeer() {
        return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return context.localPeer();
    }

    @Override
    public String socketId() {
        return context.socketId();
    }

    @Override
    public String childSocketId() {
        return context.childSocketId();
    }

    private record Writer(Connection connection) implements DataWriter {
        @Override
        public void write(BufferData... buffers) {
            connection.write(BufferData.create(buffers));
        }

        @Override
        public void write(BufferData buffer) {
            connection.write(buffer);
        }

        @Override
        public void writeNow(BufferData... buffers) {
            connection.write(BufferData.create(buffers));
        }

        @Override
        public void writeNow(BufferData buffer) {
            connection.write(buffer);
        }
    }
}
