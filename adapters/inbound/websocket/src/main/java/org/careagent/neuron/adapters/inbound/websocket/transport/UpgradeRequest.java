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
/// request line it has, and of `Host` all but the port.
record UpgradeRequest(HttpPrologue prologue, Headers headers) {
    /// What a 426 tells, besides.
    static final Header SUPPORTED_VERSION = HeaderValues.create("Sec-WebSocket-Version", "13");

    private static final int HIGHEST_PORT = 65_535;
    private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
    private static final Header UPGRADE_TOKEN =
            HeaderValues.create(HeaderNames.CONNECTION, "upgrade");

    /// Whether it asks for the version that is spoken here. One that does not is told which that
    /// is, as is a request that asks for no upgrade.
    boolean isOfThisVersion() {
        return all(SUPPORTED_VERSION.headerName()).equals(List.of(SUPPORTED_VERSION.get()));
    }

    /// Checks the request, and gives the key to answer.
    ///
    /// @throws RequestException which Helidon answers, with the status of the refusal
    HandshakeKey accepted(AllowedOrigins origins) {
        if (!hasPossiblePort(headers.get(HeaderNames.HOST).get())) {
            throw refusal(Status.BAD_REQUEST_400, "Host has no such port").build();
        }
        if (!headers.containsToken(UPGRADE_TOKEN)) {
            throw refusal(Status.BAD_REQUEST_400, "Connection has no upgrade").build();
        }
        if (prologue.fragment().hasValue()
                || headers.stream().anyMatch(it -> it.name().isEmpty())) {
            throw refusal(Status.BAD_REQUEST_400, "The request is malformed").build();
        }
        if (!origins.admit(all(HeaderNames.ORIGIN))) {
            throw refusal(Status.FORBIDDEN_403, "This origin is not allowed").build();
        }
        return HandshakeKey.of(all(KEY))
                .orElseThrow(() ->
                        refusal(Status.BAD_REQUEST_400, "Sec-WebSocket-Key is not valid").build());
    }

    // Helidon has made sure that it is a number, and lets -1, +80 and 99999 pass.
    private static boolean hasPossiblePort(String host) {
        int colon = host.lastIndexOf(':');
        if (colon < 0 || host.endsWith("]")) {
            return true;
        }
        String port = host.substring(colon + 1);
        return port.chars().allMatch(Character::isDigit) && Integer.parseInt(port) <= HIGHEST_PORT;
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
