package org.careagent.neuron.adapters.inbound.control;

import jdk.net.ExtendedSocketOptions;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.Timers;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The control socket of a running Neuron: a Unix domain socket for its owner alone (control socket
/// specification). The file permissions keep others out, and, in the moment before they are set,
/// the peer's credentials do.
///
/// Whoever opens it holds the data folder: a socket that is there already and that nobody answers
/// at is what a killed Neuron left behind.
public final class ControlSocket implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(ControlSocket.class.getName());
    private static final String ROOT = "root";
    // After a failure to take somebody in: it may be that there are too many open files.
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path path;
    private final ServerSocketChannel server;
    private final Selector knocks = Selector.open();
    private final UserPrincipal owner;
    private final ControlDesk desk;
    private final Timers timers;
    private final InstantSource clock;
    private final Clients clients = new Clients();
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
        SocketFile.requireUnanswered(path);
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
            ControlDesk desk = new ControlDesk(administration, neuron, timers, clock);
            ControlSocket socket =
                    new ControlSocket(path, SocketFile.bind(path), desk, timers, clock);
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

    private void accept() {
        while (!closing) {
            try {
                var _ = knocks.select(_ -> {});
                takeInAll();
            } catch (IOException | RuntimeException e) {
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
        clients.serve(new ControlConnection(channel, actor, desk, timers, clock));
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
        clients.seeOff();
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
}
