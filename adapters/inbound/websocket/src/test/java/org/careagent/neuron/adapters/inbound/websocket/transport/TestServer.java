package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.webserver.WebServer;

import org.careagent.neuron.adapters.outbound.system.SystemTimers;
import org.careagent.neuron.adapters.shared.connections.ConnectionLimits;
import org.careagent.neuron.adapters.shared.connections.Connections;
import org.careagent.neuron.adapters.shared.connections.TrustedProxies;
import org.careagent.neuron.application.admission.Admission;
import org.careagent.neuron.application.admission.AdmissionFigures;
import org.careagent.neuron.application.admission.AdmissionLimits;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A real server with the endpoint at `/ws/handshake` and an ordinary route at `/hello`.
final class TestServer implements AutoCloseable {
    static final int MAX_PAYLOAD = 1000;
    static final Duration PATIENCE = Duration.ofMillis(200);
    private static final String PROXY = "127.0.0.9";
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(10);

    final Events events = new Events();

    /// One for each upgrade request that is taken over, before it waits for a slot.
    final Events requests = new Events();

    final CountDownLatch workDone = new CountDownLatch(1);
    private final SystemTimers timers = new SystemTimers(InstantSource.system());
    private final Admission admission;
    private final HandshakeEndpoint endpoint;
    private final WebServer server;

    private TestServer(AdmissionLimits limits, AllowedOrigins origins) {
        this.admission = new Admission(limits, timers, InstantSource.system());
        this.endpoint =
                new HandshakeEndpoint(
                        "/ws/handshake",
                        new TransportLimits(MAX_PAYLOAD, PATIENCE),
                        origins,
                        TrustedProxies.of(List.of(PROXY)),
                        admission,
                        _ -> listener());
        Connections connections =
                new Connections(
                        new ConnectionLimits(1000, HEAD_TIMEOUT, PATIENCE),
                        Optional::empty,
                        timers,
                        InstantSource.system());
        this.server =
                WebServer.builder()
                        .port(0)
                        .shutdownHook(false)
                        .protocolsDiscoverServices(false)
                        .useNio(false)
                        .connectionOptions(connections.options())
                        .addConnectionSelector(
                                connections.guard(endpoint.connections(connections::http)))
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
        return with(new AdmissionLimits(ceiling, 100, patience));
    }

    static TestServer with(AdmissionLimits limits) {
        return new TestServer(limits, AllowedOrigins.any());
    }

    static TestServer allowing(String origin) {
        return new TestServer(
                new AdmissionLimits(1, 100, Duration.ofSeconds(5)),
                new AllowedOrigins(Set.of(origin)));
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

    /// A client that the server takes for a proxy.
    RawClient proxy() {
        return new RawClient(PROXY, port());
    }

    /// Waits until a stop has begun.
    boolean hasClosedItsDoor() {
        return comesTrue(() -> {
            try (RawClient client = client()) {
                return client.ask(RawClient.request()).startsWith("HTTP/1.1 503 ");
            }
        });
    }

    /// Waits until nobody is in and nobody waits.
    boolean isDeserted() {
        return comesTo(0, 0);
    }

    /// Waits until so many are in, and so many wait.
    boolean comesTo(int active, int queued) {
        return comesTrue(() -> {
            AdmissionFigures now = admission.figures();
            return now.active() == active && now.queued() == queued;
        });
    }

    private static boolean comesTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() < end) {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return false;
    }

    @Override
    public void close() {
        endpoint.drain(Duration.ofSeconds(5));
        var _ = server.stop();
        timers.close();
    }
}
