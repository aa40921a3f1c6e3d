package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.helidon.websocket.WsListener;

import org.careagent.neuron.adapters.shared.connections.Connection;
import org.careagent.neuron.adapters.shared.connections.TrustedProxies;
import org.careagent.neuron.application.admission.Admission;
import org.careagent.neuron.application.admission.SourceAddress;

import java.time.Duration;
import java.util.function.Function;

/// The WebSocket endpoint of a Neuron, as parts to wire into a Helidon server whose connections are
/// guarded:
///
/// ```java
/// WebServer.builder()
///         .addConnectionSelector(connections.guard(endpoint.connections(connections::http)))
///         .routing(routing -> routing.register(endpoint.plainRequests()))
/// ```
///
/// Before the server is stopped, [#drain(Duration)] sees everybody out.
public final class HandshakeEndpoint {
    private final HandshakePath path;
    private final TransportLimits limits;
    private final AllowedOrigins origins;
    private final TrustedProxies proxies;
    private final Admission admission;
    private final Function<SourceAddress, ? extends WsListener> listeners;
    private final OpenConnections open = new OpenConnections();

    /// @param path without a query, `/ws/handshake`
    /// @param proxies whose word is taken for the address of a client
    /// @param listeners gives each connection a listener of its own, by where it comes from, when
    ///   its upgrade request comes; what it throws is answered with 500
    public HandshakeEndpoint(
            String path,
            TransportLimits limits,
            AllowedOrigins origins,
            TrustedProxies proxies,
            Admission admission,
            Function<SourceAddress, ? extends WsListener> listeners) {
        this.path = new HandshakePath(path);
        this.limits = limits;
        this.origins = origins;
        this.proxies = proxies;
        this.admission = admission;
        this.listeners = listeners;
    }

    /// Serves HTTP/1.1, and upgrades on the path.
    ///
    /// @param http gives a configuration under which the listener is told of requests, and which
    ///   keeps `validateRequestHeaders` and `validateRequestHostHeader` on, as they are by default:
    ///   they refuse a malformed `Host`
    public ServerConnectionSelector connections(
            Function<Http1ConnectionListener, Http1Config> http) {
        return connections(http, new WebSocketUpgrader(path::isThatOf, origins, this::connection));
    }

    /// Likewise, and upgrades on the path of `streams`.
    public ServerConnectionSelector connections(
            Function<Http1ConnectionListener, Http1Config> http, StreamEndpoint streams) {
        return connections(
                http,
                new EitherUpgrader(
                        new WebSocketUpgrader(path::isThatOf, origins, this::connection),
                        streams.upgrader()));
    }

    private static ServerConnectionSelector connections(
            Function<Http1ConnectionListener, Http1Config> http, Http1Upgrader upgrader) {
        return Http1ConnectionSelector.builder()
                .config(http.apply(new UpgradeToken()))
                .putUpgrader(UpgradeToken.WEBSOCKET.get(), upgrader)
                .build();
    }

    /// Answers a GET on the path that asks for no upgrade to WebSocket, or to another version of
    /// it.
    public HttpService plainRequests() {
        return rules -> rules.get(path.path(), this::requireUpgrade);
    }

    /// Lets nobody in any more: who waits gets 503, who is in gets what is being worked on and then
    /// a close frame with 1001 (section 8). Returns when all have gone, or after `time`, when the
    /// rest is cut off.
    public void drain(Duration time) {
        admission.drain();
        open.drain(time);
    }

    Admission admission() {
        return admission;
    }

    OpenConnections open() {
        return open;
    }

    private void requireUpgrade(ServerRequest request, ServerResponse response) {
        if (!path.isThatOf(request.prologue())) {
            response.next();
            return;
        }
        PlainRequests.requireUpgrade(request, response);
    }

    private ServerConnection connection(
            ConnectionContext context, HttpPrologue prologue, Headers headers, HandshakeKey key) {
        Connection connection = Connection.of(context);
        Session session = new Session(connection, context, limits.patience());
        FrameReader frames = new FrameReader(context, limits.maxPayloadBytes());
        SourceAddress source = proxies.sourceOf(connection.peer(), headers);
        return new WebSocketConnection(
                connection,
                context.dataReader(),
                source,
                key,
                this,
                session,
                new Conversation(listeners.apply(source), frames, context.dataReader(), session));
    }
}
