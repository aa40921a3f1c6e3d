package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectTransportRequest;

import java.util.List;

/// The opening handshake of RFC 6455, section 4.2.1, as far as Helidon has not checked it: the
/// request line and `Host` it has.
record UpgradeRequest(HttpPrologue prologue, Headers headers) {
    /// What a 426 tells, besides.
    static final Header SUPPORTED_VERSION = HeaderValues.create("Sec-WebSocket-Version", "13");

    static final Header WEBSOCKET = HeaderValues.create(HeaderNames.UPGRADE, "websocket");

    private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
    private static final Header UPGRADE_TOKEN =
            HeaderValues.create(HeaderNames.CONNECTION, "upgrade");

    /// Checks the request, and gives the key to answer.
    ///
    /// @throws RequestException which Helidon answers, with the status of the refusal
    HandshakeKey accepted(AllowedOrigins origins) {
        if (!headers.containsToken(UPGRADE_TOKEN)) {
            throw refusal(Status.BAD_REQUEST_400, "Connection has no upgrade").build();
        }
        if (!all(SUPPORTED_VERSION.headerName()).equals(List.of(SUPPORTED_VERSION.get()))) {
            throw refusal(Status.UPGRADE_REQUIRED_426, "The WebSocket version is 13")
                    .header(SUPPORTED_VERSION)
                    .header(WEBSOCKET)
                    .build();
        }
        if (!origins.admit(all(HeaderNames.ORIGIN))) {
            throw refusal(Status.FORBIDDEN_403, "This origin is not allowed").build();
        }
        return HandshakeKey.of(all(KEY))
                .orElseThrow(() ->
                        refusal(Status.BAD_REQUEST_400, "Sec-WebSocket-Key is not valid").build());
    }

    private List<String> all(HeaderName name) {
        return headers.all(name, List::of);
    }

    private RequestException.Builder refusal(Status status, String message) {
        return RequestException.builder()
                .type(EventType.OTHER)
                .status(status)
                .setKeepAlive(false)
                .request(DirectTransportRequest.create(prologue, headers))
                .message(message);
    }
}
