package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;

import org.careagent.neuron.application.handshake.Admission;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// A real server with the endpoint at `/ws/handshake` and an ordinary route at `/hello`.
final class TestServer implements AutoCloseable {
    static final int MAX_PAYLOAD = 1000;
    static final Duration PATIENCE = Duration.ofMillis(200);

    final Events events = new Events();

    /// One for each upgrade request that is taken over, before it waits for a slot.
    final Events requests = new Events();

    final CountDownLatch workDone = new CountDownLatch(1);
    private final Admission admission;
    private final WebServer server;

    private TestServer(Admission admission, AllowedOrigins origins) {
        this.admission = admission;
        var endpoint =
                new HandshakeEndpoint(
                        "/ws/handshake",
                        new TransportLimits(MAX_PAYLOAD, PATIENCE),
                        origins,
                        admission,
                        this::listener);
        this.server =
                WebServer.builder()
                        .port(0)
                        .shutdownHook(false)
                        .protocolsDiscoverServices(false)
                        .addConnectionSelector(endpoint.connections(Http1Config.create()))
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .shutdownGracePeriod(Duration.ofSeconds(5))
                        .routing(routing ->
                                routing.register(endpoint.plainRequests())
                                        .get("/hello", (_, res) -> res.send("hello")))
                        .build()
                        .start();
    }

    static TestServer start() {
        return withCeiling(100, Duration.ofSeconds(5));
    }

    static TestServer withCeiling(int ceiling, Duration patience) {
        return new TestServer(new Admission(ceiling, patience), AllowedOrigins.any());
    }

    static TestServer allowing(String origin) {
        return new TestServer(
                new Admission(1, Duration.ofSeconds(5)), new AllowedOrigins(Set.of(origin)));
    }

    private ScriptedListener listener() {
        requests.add("request");
        return new ScriptedListener(events, workDone);
    }

    int port() {
        return server.port();
    }

    RawClient client() {
        return new RawClient(port());
    }

    /// Waits for a slot to be free, and takes it.
    boolean hasFreeSlot() {
        return admission.enter().isPresent();
    }

    @Override
    public void close() {
        var _ = server.stop();
    }
}
