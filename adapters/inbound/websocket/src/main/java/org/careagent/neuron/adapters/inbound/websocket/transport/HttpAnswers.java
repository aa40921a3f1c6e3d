package org.careagent.neuron.adapters.inbound.websocket.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.BufferData;

/// The answers that are written after Helidon has handed the connection over.
final class HttpAnswers {
    private HttpAnswers() {}

    /// No subprotocol and no extension is selected.
    static BufferData switchingProtocols(HandshakeKey key) {
        return answer(
                """
                HTTP/1.1 101 Switching Protocols
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Accept: %s

                """
                        .formatted(key.accept()));
    }

    /// Section 5: the client may come again.
    static BufferData unavailable() {
        return answer(
                """
                HTTP/1.1 503 Service Unavailable
                Connection: close
                Content-Length: 0
                Retry-After: 5

                """);
    }

    /// The client does not wait for the answer before it goes on (RFC 6455, section 4.1).
    static BufferData badRequest() {
        return answer(
                """
                HTTP/1.1 400 Bad Request
                Connection: close
                Content-Length: 0

                """);
    }

    private static BufferData answer(String head) {
        return BufferData.create(head.replace("\n", "\r\n").getBytes(US_ASCII));
    }
}
