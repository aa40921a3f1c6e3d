package org.careagent.neuron.adapters.shared.connections;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;

import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.ManualTimers;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/// A real server whose deadlines go by a clock that the test moves.
final class GuardedServer implements AutoCloseable {
    static final Duration HEAD_TIMEOUT = Duration.ofSeconds(10);
    static final Duration PATIENCE = Duration.ofSeconds(2);

    final ManualClock clock = new ManualClock(Instant.EPOCH);

    /// How many requests to `/slow` have come.
    private final Semaphore slow = new Semaphore(0);

    private final CountDownLatch end = new CountDownLatch(1);
    private final Connections connections;
    private final WebServer server;

    GuardedServer(int mostOpen) {
        this(mostOpen, Optional::empty);
    }

    GuardedServer(int mostOpen, Supplier<Optional<SSLContext>> tls) {
        this.connections =
                new Connections(
                        new ConnectionLimits(mostOpen, HEAD_TIMEOUT, PATIENCE),
                        tls,
                        new ManualTimers(clock),
                        clock);
        this.server =
                WebServer.builder()
                        .port(0)
                        .shutdownHook(false)
                        .protocolsDiscoverServices(false)
                        .useNio(false)
                        .connectionOptions(connections.options())
                        .addConnectionSelector(
                                connections.guard(
                                        Http1ConnectionSelector.builder()
                                                .config(
                                                        connections.http(
                                                                new Http1ConnectionListener() {}))
                                                .build()))
                        .shutdownGracePeriod(Duration.ofMillis(100))
                        .routing(this::route)
                        .build()
                        .start();
    }

    private void route(HttpRouting.Builder routing) {
        routing.get("/hello", (_, answer) -> answer.send("hello"))
                .get("/secure", (request, answer) -> answer.send("" + request.isSecure()))
                .post("/echo", (request, answer) -> answer.send(request.content().as(byte[].class)))
                .get(
                        "/slow",
                        (_, answer) -> {
                            slow.release();
                            end.await();
                            answer.send("at last");
                        });
    }

    RawHttp from(String address) {
        return new RawHttp(address, server.port());
    }

    RawHttp client() {
        return from("127.0.0.1");
    }

    int port() {
        return server.port();
    }

    /// Waits until a request to `/slow` is being served.
    boolean isServingSlowly() throws InterruptedException {
        return slow.tryAcquire(5, TimeUnit.SECONDS);
    }

    void endSlowOnes() {
        end.countDown();
    }

    /// Waits until so many are open.
    boolean comesTo(int open) {
        return comesTrue(() -> connections.open() == open);
    }

    static boolean comesTrue(BooleanSupplier condition) {
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
        endSlowOnes();
        var _ = server.stop();
    }
}
