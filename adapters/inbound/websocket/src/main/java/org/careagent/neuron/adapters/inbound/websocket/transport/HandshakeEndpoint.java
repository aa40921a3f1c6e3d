package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.helidon.websocket.WsListener;

import org.careagent.neuron.application.handshake.Admission;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The WebSocket endpoint of a Neuron, as two parts to wire into a Helidon server:
///
/// ```java
/// WebServer.builder()
///         .protocolsDiscoverServices(false) // or there is a second HTTP/1 selector, without us
///         .addConnectionSelector(endpoint.connections(Http1Config.create()))
///         .connectionOptions(options -> options.tcpNoDelay(true))
///         .shutdownGracePeriod(grace)
///         .routing(routing -> routing.register(endpoint.plainRequests()))
/// ```
///
/// Without `tcpNoDelay`, 45 ms pass between a last message and the close frame after it. The grace
/// period is what `stop()` gives open sessions to finish what they write and to close (section 8);
/// Helidon's default is half a second.
public final class HandshakeEndpoint {
    private final String path;
    private final TransportLimits limits;
    private final AllowedOrigins origins;
    private final Admission admission;
    private final Supplier<? extends WsListener> listeners;
    private final ScheduledExecutorService clock = clock();

    /// @param path without a query, `/ws/handshake`
    /// @param listeners gives each connection a listener of its own, when its upgrade request
    ///   comes; what it throws is answered with 500
    public HandshakeEndpoint(
            String path,
            TransportLimits limits,
            AllowedOrigins origins,
            Admission admission,
            Supplier<? extends WsListener> listeners) {
        this.path = path;
        this.limits = limits;
        this.origins = origins;
        this.admission = admission;
        this.listeners = listeners;
    }

    /// Serves HTTP/1.1, and upgrades on the path. `http` must keep `validateRequestHeaders` and
    /// `validateRequestHostHeader` on, as they are by default: they refuse a malformed `Host`.
    public ServerConnectionSelector connections(Http1Config http) {
        var upgrader = new WebSocketUpgrader(PathMatchers.create(path), origins, this::connection);
        var selector = Http1ConnectionSelector.builder().config(http);
        WebSocketUpgrader.spellings().forEach(it -> selector.putUpgrader(it, upgrader));
        return selector.build();
    }

    /// Answers a GET on the path that asks for no upgrade to WebSocket.
    public HttpService plainRequests() {
        return rules -> rules.get(path, HandshakeEndpoint::requireUpgrade);
    }

    private static void requireUpgrade(ServerRequest request, ServerResponse response) {
        response.status(Status.UPGRADE_REQUIRED_426)
                .header(UpgradeRequest.WEBSOCKET)
                .header(UpgradeRequest.SUPPORTED_VERSION)
                .header(HeaderValues.create(HeaderNames.CONNECTION, "Upgrade"))
                .send();
    }

    private ServerConnection connection(ConnectionContext context, HandshakeKey key) {
        var wire = new Wire(context, clock, limits.patience());
        var session = new Session(wire, context);
        var frames = new FrameReader(context, limits.maxPayloadBytes());
        var conversation = new Conversation(listeners.get(), frames, wire, session);
        return new WebSocketConnection(context, key, admission, session, conversation);
    }

    /// One thread for all deadlines, which only ever interrupts others, and ends when there are
    /// none.
    private static ScheduledExecutorService clock() {
        var clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("websocket-deadlines").factory());
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(10, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }
}
