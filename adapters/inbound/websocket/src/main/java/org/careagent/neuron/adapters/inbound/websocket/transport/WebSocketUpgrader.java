package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Takes upgrade requests for one path over from Helidon, without answering them yet.
final class WebSocketUpgrader implements Http1Upgrader {
    private static final String PROTOCOL = "websocket";

    private final PathMatcher path;
    private final AllowedOrigins origins;
    private final BiFunction<ConnectionContext, HandshakeKey, ServerConnection> connections;

    WebSocketUpgrader(
            PathMatcher path,
            AllowedOrigins origins,
            BiFunction<ConnectionContext, HandshakeKey, ServerConnection> connections) {
        this.path = path;
        this.origins = origins;
        this.connections = connections;
    }

    /// All 512 ways to write it in upper and lower case: Helidon looks upgraders up by the exact
    /// text of the header, which RFC 6455 wants compared regardless of case.
    static List<String> spellings() {
        return IntStream.range(0, 1 << PROTOCOL.length())
                .mapToObj(WebSocketUpgrader::spelling)
                .toList();
    }

    private static String spelling(int capitals) {
        char[] letters = PROTOCOL.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            if ((capitals & 1 << i) != 0) {
                letters[i] = Character.toUpperCase(letters[i]);
            }
        }
        return new String(letters);
    }

    @Override
    public String supportedProtocol() {
        return PROTOCOL;
    }

    /// Checks the request; waiting for a slot comes later.
    ///
    /// @return null, which lets the HTTP routing answer, for any other path or method
    @Override
    public @Nullable ServerConnection upgrade(
            ConnectionContext ctx, HttpPrologue prologue, WritableHeaders<?> headers) {
        if (!prologue.method().equals(Method.GET) || !path.match(prologue.uriPath()).accepted()) {
            return null;
        }
        return connections.apply(ctx, new UpgradeRequest(prologue, headers).accepted(origins));
    }
}
