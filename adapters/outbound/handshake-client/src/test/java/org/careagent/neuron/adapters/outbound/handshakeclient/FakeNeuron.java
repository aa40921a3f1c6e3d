package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;

/// A server that follows a script, in place of a Neuron. It answers a plain request with its time.
final class FakeNeuron implements AutoCloseable {
    static final String DATE = "Sun, 22 Nov 2026 12:00:00 GMT";

    private final ServerSocket door;
    private final Script script;
    private final String scheme;

    /// What it does with a client that asks for an upgrade.
    @FunctionalInterface
    interface Script {
        void play(Guest guest) throws IOException, GeneralSecurityException;
    }

    private FakeNeuron(String scheme, ServerSocket door, Script script) {
        this.scheme = scheme;
        this.door = door;
        this.script = script;
        Thread.ofVirtual().start(this::serve);
    }

    static FakeNeuron playing(Script script) {
        try {
            return new FakeNeuron(
                    "ws", new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FakeNeuron playing(ServerSocket tls, Script script) {
        return new FakeNeuron("wss", tls, script);
    }

    NeuronAddress address() {
        return new NeuronAddress(
                URI.create(scheme + "://localhost:" + door.getLocalPort() + "/ws/handshake"));
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                Thread.ofVirtual().start(() -> receive(socket));
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    private void receive(Socket socket) {
        try (socket) {
            Guest guest = new Guest(socket);
            if (guest.wantsUpgrade()) {
                script.play(guest);
            } else {
                guest.raw(
                        "HTTP/1.1 426 Upgrade Required\r\nDate: "
                                + DATE
                                + "\r\nContent-Length: 0\r\n\r\n");
            }
        } catch (IOException | GeneralSecurityException _) {
            // The client has left, as it may.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
