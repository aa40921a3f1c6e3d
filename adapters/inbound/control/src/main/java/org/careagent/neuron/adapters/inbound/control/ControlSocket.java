package org.careagent.neuron.adapters.inbound.control;

import jdk.net.ExtendedSocketOptions;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.Timers;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
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
import java.time.InstantSource;
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
    private static final int MOST_CLIENTS = 32;
    private static final String ROOT = "root";
    // After a failure to take somebody in: it may be that there are too many open files.
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path path;
    private final ServerSocketChannel server;
    private final UserPrincipal owner;
    private final ControlDesk desk;
    private final Timers timers;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_CLIENTS);
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();

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
            Thread.ofVirtual().name("control").start(socket::accept);
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
        if (ControlClient.isAnswered(path)) {
            throw new ControlSocketInUseException(path);
        }
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

    // Who comes on top of that waits in the system's own queue; nobody stays for long.
    private void accept() {
        while (server.isOpen()) {
            places.acquireUninterruptibly();
            try {
                serve(server.accept());
            } catch (IOException e) {
                places.release();
                pauseAfter(e);
            }
        }
    }

    private void pauseAfter(IOException failure) {
        if (server.isOpen()) {
            LOGGER.log(Level.WARNING, "the control socket takes nobody in: " + failure);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void serve(SocketChannel client) throws IOException {
        Actor actor;
        try {
            actor = actorAt(client);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        clients.add(client);
        Thread.ofVirtual().name("control client").start(() -> serve(client, actor));
    }

    private void serve(SocketChannel client, Actor actor) {
        try {
            new ControlConnection(client, actor, desk, timers, clock).run();
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

    /// Takes no more requests, lets those in hand finish for as long as a request may take, and
    /// removes the socket.
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
            for (SocketChannel client : clients) {
                client.shutdownInput();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "the control socket could not be removed: " + e);
        }
        awaitClients();
    }

    private void awaitClients() {
        try {
            boolean gone =
                    places.tryAcquire(
                            MOST_CLIENTS, ControlDesk.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (gone) {
                places.release(MOST_CLIENTS);
            } else {
                LOGGER.log(Level.WARNING, "a client of the control socket was left behind");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
