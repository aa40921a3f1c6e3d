package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/// Takes upgrade requests for some paths over from Helidon, without answering them yet.
final class WebSocketUpgrader implements Http1Upgrader {
    private final Predicate<HttpPrologue> path;
    private final AllowedOrigins origins;
    private final Connections connections;

    /// Makes the connection that goes on where HTTP ends.
    @FunctionalInterface
    interface Connections {
        ServerConnection of(
                ConnectionContext context,
                HttpPrologue prologue,
                Headers headers,
                HandshakeKey key);
    }

    WebSocketUpgrader(
            Predicate<HttpPrologue> path, AllowedOrigins origins, Connections connections) {
        this.path = path;
        this.origins = origins;
        this.connections = connections;
    }

    @Override
    public String supportedProtocol() {
        return UpgradeToken.WEBSOCKET.get();
    }

    /// Checks the request; waiting for a place comes later.
    ///
    /// @return null, which lets the HTTP routing answer, for any other path, method or version
    @Override
    public @Nullable ServerConnection upgrade(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        if (!prologue.method().equals(Method.GET) || !path.test(prologue)) {
            return null;
        }
        UpgradeRequest request = new UpgradeRequest(prologue, headers);
        return request.isOfThisVersion()
                ? connections.of(context, prologue, headers, request.accepted(origins))
                : null;
    }
}
