package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.WsListener;

import org.careagent.neuron.adapters.shared.connections.Connection;
import org.careagent.neuron.adapters.shared.connections.TrustedProxies;
import org.careagent.neuron.application.admission.SourceAddress;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Duration;

/// Where providers' agents connect, `/ws/provider/{npi}`. Nobody waits here, and nobody counts
/// towards the safety ceiling of handshakes.
public final class StreamEndpoint {
    private final TransportLimits limits;
    private final AllowedOrigins origins;
    private final TrustedProxies proxies;
    private final Listeners listeners;
    private final OpenConnections open = new OpenConnections();
    private volatile boolean draining;

    /// Gives each connection a listener of its own, by the contract of [Session], but that `onOpen`
    /// is called when the 101 is written, and may take long.
    @FunctionalInterface
    public interface Listeners {
        /// The listener of one that asks for the stream of `provider`.
        ///
        /// @param headers of its request
        /// @param keep to be run once the other end has shown who it is: before, the connection is
        ///   given up first when there is no room for others
        WsListener of(Npi provider, SourceAddress source, Headers headers, Runnable keep);
    }

    /// @param proxies whose word is taken for the address of a client
    public StreamEndpoint(
            TransportLimits limits,
            AllowedOrigins origins,
            TrustedProxies proxies,
            Listeners listeners) {
        this.limits = limits;
        this.origins = origins;
        this.proxies = proxies;
        this.listeners = listeners;
    }

    /// Answers a GET on one of the paths that asks for no upgrade to WebSocket, or to another
    /// version of it.
    public HttpService plainRequests() {
        return rules -> rules.get(ProviderPath.BEFORE + "{npi}", this::requireUpgrade);
    }

    private void requireUpgrade(ServerRequest request, ServerResponse response) {
        if (ProviderPath.providerOf(request.prologue()).isPresent()) {
            PlainRequests.requireUpgrade(request, response);
        } else {
            response.next();
        }
    }

    /// Lets nobody in any more, and closes all connections with 1001. Returns when all have gone,
    /// or after `time`, when the rest is cut off.
    public void drain(Duration time) {
        draining = true;
        open.drain(time);
    }

    OpenConnections open() {
        return open;
    }

    boolean isDraining() {
        return draining;
    }

    Http1Upgrader upgrader() {
        return new WebSocketUpgrader(
                prologue -> ProviderPath.providerOf(prologue).isPresent(),
                origins,
                this::connection);
    }

    private ServerConnection connection(
            ConnectionContext context, HttpPrologue prologue, Headers headers, HandshakeKey key) {
        Connection connection = Connection.of(context);
        Session session = new Session(connection, context, limits.patience());
        SourceAddress source = proxies.sourceOf(connection.peer(), headers);
        WsListener listener =
                listeners.of(
                        ProviderPath.providerOf(prologue).orElseThrow(),
                        source,
                        headers,
                        connection::serves);
        Conversation conversation =
                new Conversation(
                        listener,
                        new FrameReader(context, limits.maxPayloadBytes()),
                        context.dataReader(),
                        session);
        return new StreamConnection(connection, source, key, this, session, conversation);
    }
}
