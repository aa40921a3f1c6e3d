package org.careagent.neuron.adapters.shared.connections;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;

import org.careagent.neuron.application.admission.SourceAddress;
import org.careagent.neuron.application.port.Timers;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// One TCP connection, from its acceptance to its end.
///
/// It has one deadline at a time. A deadline is absolute: what trickles in does not renew it. When
/// it is over the channel is closed, which ends whatever read or write is blocked in it, at once
/// and in plain text as under TLS.
public final class Connection {
    private static final byte[] NOTHING = {};

    private final Connections all;
    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private @Nullable Stream stream;
    private Timers.Timer deadline = () -> {};
    private volatile boolean late;
    private volatile boolean awaited = true;
    private volatile boolean peerEnded;

    /// What [Connections] knows of it, and nobody else touches.
    final Standing standing = new Standing();

    /// Under the lock of [Connections].
    static final class Standing {
        Roster<Connection>.@Nullable Entry entry;
        @Nullable Runnable farewell;
        boolean attended;
        boolean dismissed;
    }

    Connection(Connections all, SocketChannel channel, InetSocketAddress remote) {
        this.all = all;
        this.channel = channel;
        this.remote = remote;
    }

    /// The connection of `context`.
    ///
    /// @throws IllegalArgumentException if [Connections] has not given it out
    public static Connection of(ConnectionContext context) {
        if (context instanceof GuardedContext guarded) {
            return guarded.connection();
        }
        throw new IllegalArgumentException("not a connection of ours");
    }

    /// Who is at the other end of it.
    public InetAddress peer() {
        return remote.getAddress();
    }

    /// Its address and port, which no other has while it is open.
    InetSocketAddress remote() {
        return remote;
    }

    /// It turns out to count for `source`: a proxy vouches for that.
    public void countFor(SourceAddress source) {
        all.move(this, source);
    }

    /// Its request is read, and it waits for something of ours. From now on it has no deadline, and
    /// is spared when there is no room: `farewell` is called then, once, on a thread of its own,
    /// and after it the connection is cut.
    public void waits(Runnable farewell) {
        dropDeadline();
        all.spare(this, farewell);
    }

    /// It is served: it is not spared.
    public void serves() {
        all.keep(this);
    }

    /// Nothing of it is under way that may not be lost: it is not the first to be kept when there
    /// is no room.
    public void ends() {
        all.spare(this, null);
    }

    /// Writes it all. A peer that does not take it in while the patience lasts is cut off: else one
    /// that reads nothing would be served for good.
    ///
    /// @throws ConnectionLostException if the peer cannot have got it
    public void write(BufferData data) {
        Timers.Timer limit = all.later(all.limits().patience(), this::cut);
        try {
            stream().write(data);
        } catch (IOException | UncheckedIOException e) {
            throw new ConnectionLostException(e);
        } finally {
            limit.cancel();
        }
    }

    /// Tells the peer that nothing more comes.
    public void endOutput() {
        try {
            stream().endOutput();
        } catch (IOException | UncheckedIOException | ConnectionLostException _) {
            // It has gone.
        }
    }

    /// Cuts it when so long has passed from now, instead of at an earlier deadline.
    public void cutIn(Duration time) {
        setDeadline(all.later(time, this::cut));
    }

    /// A whole request has to come within the head timeout, from now.
    void expectRequest() {
        setDeadline(all.later(all.limits().headTimeout(), this::requestIsLate));
    }

    void dropDeadline() {
        setDeadline(() -> {});
    }

    private synchronized void setDeadline(Timers.Timer next) {
        deadline.cancel();
        deadline = next;
        late = false;
    }

    // Cuts only who is waited for: what takes long on our side is not the client's fault. Each of
    // the
    // two threads says what it does before it looks at what the other has said.
    private void requestIsLate() {
        late = true;
        if (awaited) {
            cut();
        }
    }

    /// Ends all input and output, now and from now on. Does not block.
    public void cut() {
        try {
            channel.close();
        } catch (IOException _) {
            // It is closed all the same.
        }
        all.cut(this);
    }

    /// Lets no read wait longer than `time` from now on: one that has waited so long gives no
    /// bytes.
    ///
    /// @param time zero for as long as it takes, as it is at first
    public void waitForBytes(Duration time) {
        try {
            channel.socket().setSoTimeout((int) time.toMillis());
        } catch (IOException e) {
            throw new ConnectionLostException(e);
        }
    }

    /// Waits for bytes.
    ///
    /// @throws ConnectionLostException at the end of what the peer has to say
    byte[] read() {
        awaited = true;
        try {
            byte[] bytes = late ? null : stream().read();
            if (bytes != null) {
                return bytes;
            }
            peerEnded = true;
            throw new ConnectionLostException("the peer has ended it");
        } catch (IOException | UncheckedIOException e) {
            if (isTimeout(e)) {
                return NOTHING;
            }
            peerEnded = true;
            throw new ConnectionLostException(e);
        } finally {
            awaited = false;
        }
    }

    private static boolean isTimeout(Exception e) {
        return e instanceof SocketTimeoutException
                || e.getCause() instanceof SocketTimeoutException;
    }

    void speak(Stream over) {
        this.stream = over;
    }

    SocketChannel channel() {
        return channel;
    }

    /// Ends it in order: says that nothing more comes, and takes in what the peer still sends until
    /// it ends too, or the patience. To close a socket with unread bytes resets the connection,
    /// which can cost the peer our last message.
    void finish() {
        ends();
        cutIn(all.limits().patience());
        try {
            endOutput();
            while (!peerEnded) {
                var _ = read();
            }
        } catch (ConnectionLostException _) {
            // What was waited for.
        } finally {
            dropDeadline();
            cut();
            all.gone(this);
        }
    }

    private Stream stream() {
        Stream over = stream;
        if (over == null) {
            throw new ConnectionLostException("nothing is spoken over it yet");
        }
        return over;
    }
}
