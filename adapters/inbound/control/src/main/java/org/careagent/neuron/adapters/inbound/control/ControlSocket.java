package org.careagent.neuron.adapters.inbound.control;

import jdk.net.ExtendedSocketOptions;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.Timers;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The control socket of a running Neuron: a Unix domain socket for its owner alone (control socket
/// specification). The file permissions keep others out, and, in the moment before they are set,
/// the peer's credentials do.
///
/// Whoever opens it holds the data folder: a socket that is there already and that nobody answers
/// at is what a killed Neuron left behind.
public final class ControlSocket implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(ControlSocket.class.getName());
    private static final int MOST_CLIENTS = 128;
    private static final String ROOT = "root";
    // After a failure to take somebody in: it may be that there are too many open files.
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration MOMENT = Duration.ofMillis(1);
    // What who has just come may take to say what it wants, when the Neuron closes.
    private static final Duration LAST_ORDERS = Duration.ofMillis(250);

    private final Path path;
    private final ServerSocketChannel server;
    private final Selector knocks = Selector.open();
    private final UserPrincipal owner;
    private final ControlDesk desk;
    private final Timers timers;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_CLIENTS);
    private final Set<ControlConnection> clients = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private volatile boolean closing;

    private ControlSocket(
            Path path,
            ServerSocketChannel server,
            ControlDesk desk,
            Timers timers,
            InstantSource clock)
            throws IOException {
        this.path = path;
        this.server = server;
        this.owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
        this.desk = desk;
        this.timers = timers;
        this.clock = clock;
        this.acceptor = Thread.ofPlatform().name("control").daemon().unstarted(this::accept);
        server.configureBlocking(false);
        var _ = server.register(knocks, SelectionKey.OP_ACCEPT);
    }

    /// Does nothing if nobody answers at `path`.
    ///
    /// @throws ControlSocketInUseException if somebody does
    public static void requireUnanswered(Path path) {
        if (ControlClient.isAnswered(path)) {
            throw new ControlSocketInUseException(path);
        }
    }

    /// Opens the socket at `path` and answers there until it is closed.
    ///
    /// @throws ControlSocketInUseException if somebody answers there already
    /// @throws ControlSocketException if it cannot be opened for another reason
    public static ControlSocket open(
            Path path,
            Administration administration,
            RunningNeuron neuron,
            Timers timers,
            InstantSource clock) {
        try {
            clear(path);
            ControlDesk desk = new ControlDesk(administration, neuron, timers, clock);
            ControlSocket socket = new ControlSocket(path, bind(path), desk, timers, clock);
            socket.acceptor.start();
            return socket;
        } catch (IOException | UnsupportedOperationException e) {
            throw new ControlSocketException(
                    "The control socket "
                            + path
                            + " cannot be opened: "
                            + e.getMessage()
                            + ". Check who may write to its folder, and that the folder is on a"
                            + " local disk.",
                    e);
        }
    }

    private static void clear(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(path)) {
            throw new ControlSocketException(
                    "The control socket "
                            + path
                            + " cannot be opened: there is a file of that name that is no socket."
                            + " Move it away.");
        }
        requireUnanswered(path);
        Files.delete(path);
    }

    private static boolean isSocket(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
    }

    private static ServerSocketChannel bind(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void accept() {
        while (!closing) {
            try {
                var _ = knocks.select(_ -> {});
                takeInAll();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "the control socket takes nobody in: " + e);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void takeInAll() throws IOException {
        for (var next = knocking(); next.isPresent(); next = knocking()) {
            serve(next.get());
        }
    }

    private Optional<SocketChannel> knocking() throws IOException {
        return Optional.ofNullable(server.accept());
    }

    private void serve(SocketChannel channel) throws IOException {
        Actor actor;
        try {
            actor = actorAt(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        makeRoom();
        ControlConnection client = new ControlConnection(channel, actor, desk, timers, clock);
        clients.add(client);
        Thread.ofVirtual().name("control client").start(() -> serve(client));
    }

    // Whoever keeps the Neuron waiting longest makes room: who only sits there, or does not read,
    // keeps nobody else from being heard. Nobody is cut off while an answer is being made, and
    // that takes no longer than it may.
    private void makeRoom() {
        while (!places.tryAcquire()) {
            clients.stream()
                    .filter(client -> client.waitingSince().isPresent())
                    .min(Comparator.comparing(client -> client.waitingSince().orElse(Instant.MAX)))
                    .ifPresent(ControlConnection::cutOff);
            LockSupport.parkNanos(MOMENT.toNanos());
        }
    }

    private void serve(ControlConnection client) {
        try {
            client.run();
        } finally {
            clients.remove(client);
            places.release();
        }
    }

    // The system vouches for who it is.
    private Actor actorAt(SocketChannel client) throws IOException {
        if (!client.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return Actor.operator(owner.getName());
        }
        UserPrincipal peer = client.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        if (!peer.equals(owner) && !peer.getName().equals(ROOT)) {
            throw new AccessDeniedException(path.toString(), null, "it is another user's");
        }
        return Actor.operator(peer.getName());
    }

    /// Removes the socket, hears out whoever has found it before, lets requests in hand finish for
    /// as long as a request may take, and takes no more.
    @Override
    public void close() {
        if (closing) {
            return;
        }
        try {
            Files.deleteIfExists(path);
            stopAccepting();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "the control socket could not be removed: " + e);
        }
        if (!clientsLeaveIn(LAST_ORDERS)) {
            clients.forEach(ControlConnection::takeNoMore);
            if (!clientsLeaveIn(ControlDesk.PATIENCE)) {
                LOGGER.log(Level.WARNING, "a client of the control socket was cut off");
                clients.forEach(ControlConnection::cutOff);
            }
        }
    }

    // Who has connected before the socket was removed is still in the system's queue.
    private void stopAccepting() throws IOException {
        closing = true;
        knocks.wakeup();
        try (server;
                knocks) {
            acceptor.join();
            takeInAll();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean clientsLeaveIn(Duration patience) {
        try {
            boolean gone =
                    places.tryAcquire(MOST_CLIENTS, patience.toMillis(), TimeUnit.MILLISECONDS);
            if (gone) {
                places.release(MOST_CLIENTS);
            }
            return gone;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
