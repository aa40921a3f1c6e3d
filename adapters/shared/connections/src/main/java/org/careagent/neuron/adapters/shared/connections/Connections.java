package org.careagent.neuron.adapters.shared.connections;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.spi.ServerConnectionSelector;

import org.careagent.neuron.application.admission.SourceAddress;
import org.careagent.neuron.application.port.Timers;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/// All TCP connections of a server, as three parts to wire into Helidon's:
///
/// ```java
/// WebServer.builder()
///         .protocolsDiscoverServices(false) // or there is a second HTTP/1 selector, unguarded
///         .useNio(false) // or Helidon keeps 8 KB more for each connection
///         .connectionOptions(connections.options())
///         .addConnectionSelector(connections.guard(selectorFor(connections.http(listener))))
/// ```
///
/// At most so many are open at once. Who comes on top of that is let in, and for it the newest
/// connection of the busiest address goes that has no request, waits, or has been served. So nobody
/// can keep others out by connecting and saying nothing, and the process does not run out of files.
public final class Connections {
    // Closing takes the thread that is blocked in the channel a moment; more than these do not
    // happen at a time. They are part of the reserve of whoever derives the limit.
    private static final int MOST_LEAVING = 16;
    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(1);

    private final ConnectionLimits limits;
    private final Supplier<Optional<SSLContext>> tls;
    private final Timers timers;
    private final InstantSource clock;
    private final CrowdingReport report;

    private final Lock lock = new ReentrantLock();
    private final Condition someoneLeft = lock.newCondition();
    private final Roster<Connection> roster = new Roster<>();
    private int leaving;

    /// Accepted, and not yet on a thread of their own.
    private final Map<SocketAddress, Connection> arriving = new ConcurrentHashMap<>();

    /// @param limits what they may ask
    /// @param tls what TLS is served with, asked at each connection; empty for plain text
    /// @param timers for their deadlines
    /// @param clock what those go by
    public Connections(
            ConnectionLimits limits,
            Supplier<Optional<SSLContext>> tls,
            Timers timers,
            InstantSource clock) {
        this.limits = limits;
        this.tls = tls;
        this.timers = timers;
        this.clock = clock;
        this.report = new CrowdingReport(limits.mostOpen(), clock);
    }

    /// How each connection is set up. Helidon calls it as it accepts one, so it is also how they
    /// come to be known here.
    public SocketOptions options() {
        return new AcceptHook(SocketOptions.builder().tcpNoDelay(true).build(), this::accept);
    }

    /// HTTP/1.1 that tells when a request is read and answered.
    ///
    /// @param heads told of the head of each request, too. It is passed on from here, because
    ///   Helidon 4.5.0 tells none of several listeners anything.
    public Http1Config http(Http1ConnectionListener heads) {
        return Http1Config.builder()
                .addReceiveListener(new HttpProgress.Received(heads))
                .addSendListener(new HttpProgress.Sent())
                .build();
    }

    /// Serves what `http` serves, under the rules of this class.
    ///
    /// @param http built on [#http(Http1ConnectionListener)]
    public ServerConnectionSelector guard(ServerConnectionSelector http) {
        return new GuardedSelector(http, this);
    }

    /// How many are open.
    public int open() {
        lock.lock();
        try {
            return roster.size() + leaving;
        } finally {
            lock.unlock();
        }
    }

    ConnectionLimits limits() {
        return limits;
    }

    /// What it speaks, after a handshake if that is TLS.
    Stream stream(SocketChannel channel, ConnectionContext context) throws IOException {
        Optional<SSLContext> secure = tls.get();
        return secure.isPresent()
                ? TlsStream.accept(channel, secure.get())
                : new PlainStream(channel, context.serverSocket());
    }

    boolean isSecure() {
        return tls.get().isPresent();
    }

    Timers.Timer later(Duration time, Runnable task) {
        return timers.schedule(clock.instant().plus(time), task);
    }

    /// Lets a connection in, and makes room for it.
    ///
    /// @throws RefusedException if there is no room; Helidon closes the connection then
    private void accept(SocketChannel channel) {
        InetSocketAddress remote = remote(channel);
        Connection arrived = new Connection(this, channel, remote);
        Optional<Connection> dismissed = makeRoomFor(arrived);
        dismissed.ifPresent(this::dismiss);
        arriving.put(remote, arrived);
        arrived.expectRequest();
    }

    private static InetSocketAddress remote(SocketChannel channel) {
        try {
            if (channel.getRemoteAddress() instanceof InetSocketAddress remote) {
                return remote;
            }
        } catch (IOException _) {
            // It is gone already.
        }
        throw new RefusedException();
    }

    private Optional<Connection> makeRoomFor(Connection arrived) {
        lock.lock();
        try {
            Optional<Connection> first = Optional.empty();
            if (roster.size() >= limits.mostOpen()) {
                report.crowded();
                awaitThoseWhoLeave();
                first = Optional.of(takeFirst());
            }
            SourceAddress source = SourceAddress.of(arrived.peer().getAddress());
            arrived.standing.entry = roster.add(source, arrived);
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void awaitThoseWhoLeave() {
        try {
            long left = LONGEST_LEAVE.toNanos();
            while (leaving >= MOST_LEAVING && left > 0) {
                left = someoneLeft.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (leaving >= MOST_LEAVING) {
            throw new RefusedException();
        }
    }

    private Connection takeFirst() {
        Connection first = roster.first().orElseThrow(RefusedException::new);
        takeOut(first);
        first.standing.dismissed = true;
        leaving++;
        return first;
    }

    private void dismiss(Connection connection) {
        Runnable farewell = connection.standing.farewell;
        if (farewell == null) {
            connection.cut();
        } else {
            Thread.startVirtualThread(() -> {
                try {
                    farewell.run();
                } finally {
                    connection.cut();
                }
            });
        }
    }

    /// The connection of `context`, now on a thread of its own; empty if it has been cut meanwhile.
    Optional<Connection> attend(ConnectionContext context) {
        Connection connection = arriving.remove(context.remotePeer().address());
        if (connection == null) {
            return Optional.empty();
        }
        return locked(() -> {
            connection.standing.attended = connection.channel().isOpen();
            return connection.standing.attended ? Optional.of(connection) : Optional.empty();
        });
    }

    void spare(Connection connection, @Nullable Runnable farewell) {
        locked(() -> {
            connection.standing.farewell = farewell;
            spare(connection, true);
        });
    }

    void keep(Connection connection) {
        locked(() -> spare(connection, false));
    }

    private void spare(Connection connection, boolean spare) {
        if (connection.standing.entry != null) {
            roster.spare(connection.standing.entry, spare);
        }
    }

    void move(Connection connection, SourceAddress source) {
        locked(() -> {
            if (connection.standing.entry != null) {
                roster.move(connection.standing.entry, source);
            }
        });
    }

    /// Its channel is closed. Unless a thread attends to it, which will say that it has gone, that
    /// is all there is to it.
    void cut(Connection connection) {
        locked(() -> {
            if (!connection.standing.attended) {
                arriving.remove(connection.remote(), connection);
                leave(connection);
            }
        });
    }

    /// Nobody attends to it any more.
    void gone(Connection connection) {
        locked(() -> leave(connection));
    }

    private void leave(Connection connection) {
        takeOut(connection);
        if (connection.standing.dismissed) {
            connection.standing.dismissed = false;
            leaving--;
            someoneLeft.signalAll();
        }
    }

    private void takeOut(Connection connection) {
        if (connection.standing.entry != null) {
            roster.remove(connection.standing.entry);
            connection.standing.entry = null;
        }
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
