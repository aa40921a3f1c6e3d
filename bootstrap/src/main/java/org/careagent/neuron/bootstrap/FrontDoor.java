package org.careagent.neuron.bootstrap;

import io.helidon.webserver.WebServer;

import org.careagent.neuron.adapters.inbound.rest.RestApi;
import org.careagent.neuron.adapters.inbound.websocket.transport.HandshakeEndpoint;
import org.careagent.neuron.application.access.KeyUse;
import org.careagent.neuron.application.admission.Occupancy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The port, and those who come through it.
///
/// @param server listens
/// @param endpoint where patients' agents come in
/// @param streams where providers' agents come in
/// @param rest what is answered besides
/// @param keyUse when API keys were last used
/// @param occupancy how many are in, and wait
/// @param observe a socket of its own for those who watch over it, if there is one
/// @param grace how long a stop may take
/// @param notes where it can take fewer than it is told to
record FrontDoor(
        WebServer server,
        HandshakeEndpoint endpoint,
        StreamWiring streams,
        RestApi rest,
        KeyUse keyUse,
        Occupancy occupancy,
        Optional<ObserveSocket> observe,
        Duration grace,
        List<String> notes) {
    // What is left for requests of other kinds, once the handshakes have ended.
    private static final int SHARE_OF_THE_REST = 4;

    /// Keeps the list as it is now.
    FrontDoor {
        notes = List.copyOf(notes);
    }

    /// What of the grace period is for others than handshakes.
    static Duration restOf(Duration grace) {
        return grace.dividedBy(SHARE_OF_THE_REST);
    }

    /// Opens the port.
    ///
    /// @return false if it could not be opened
    boolean open() {
        server.start();
        keyUse.start();
        return server.isRunning();
    }

    int port() {
        return server.port();
    }

    /// Sees everybody out, closes the port (handshake protocol, section 8), and stores when keys
    /// were last used. New connections are answered meanwhile, but nobody is let in.
    void close() {
        if (server.isRunning()) {
            Duration time = grace.minus(restOf(grace));
            Thread leaving = Thread.startVirtualThread(() -> streams.drain(time));
            endpoint.drain(time);
            await(leaving);
        }
        var _ = server.stop();
        keyUse.close();
        observe.ifPresent(ObserveSocket::close);
    }

    private static void await(Thread leaving) {
        try {
            leaving.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
