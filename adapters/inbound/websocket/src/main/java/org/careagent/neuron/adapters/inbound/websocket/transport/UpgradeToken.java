package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

import java.util.List;

/// Helidon looks upgraders up by the exact text of `Upgrade`. RFC 6455, section 4.2.1, wants
/// `websocket` found in it in any case, and among other protocols too; where it is, it is put there
/// in Helidon's spelling.
final class UpgradeToken implements Http1ConnectionListener {
    static final Header WEBSOCKET = HeaderValues.create(HeaderNames.UPGRADE, "websocket");

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        if (headers instanceof WritableHeaders<?> writable && namesWebSocket(headers)) {
            writable.set(WEBSOCKET);
        }
    }

    private static boolean namesWebSocket(Headers headers) {
        return headers.values(HeaderNames.UPGRADE).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .anyMatch(protocol -> protocol.strip().equalsIgnoreCase(WEBSOCKET.get()));
    }
}
