package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;

import org.jspecify.annotations.Nullable;

/// Asks one after the other: Helidon takes one upgrader for a protocol, whatever the path.
///
/// @param first whose paths are not those of `second`
/// @param second takes what `first` does not
record EitherUpgrader(Http1Upgrader first, Http1Upgrader second) implements Http1Upgrader {
    @Override
    public String supportedProtocol() {
        return first.supportedProtocol();
    }

    @Override
    public @Nullable ServerConnection upgrade(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        ServerConnection connection = first.upgrade(context, prologue, headers);
        return connection == null ? second.upgrade(context, prologue, headers) : connection;
    }
}
