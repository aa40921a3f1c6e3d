package org.careagent.neuron.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A request to upgrade, and what can be wrong with one.
///
/// @param head as it is sent
record Request(String head) {
    static final String PATH = "/ws/handshake";

    private static final String EOL = "\r\n";

    /// A right one, with the key of RFC 6455, section 1.3.
    static Request ofTheRfc() {
        return of(
                "GET " + PATH + " HTTP/1.1",
                "Host: localhost",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13");
    }

    /// One of these lines.
    static Request of(String... lines) {
        return new Request(
                Stream.concat(Arrays.stream(lines), Stream.of(""))
                        .collect(Collectors.joining(EOL, "", EOL)));
    }

    /// With another first line.
    Request asking(String requestLine) {
        return new Request(requestLine + head.substring(head.indexOf(EOL)));
    }

    /// For another target.
    Request at(String target) {
        return asking("GET " + target + " HTTP/1.1");
    }

    /// With another value of a field that it has.
    Request with(String field, String value) {
        return replacing(field, field + ": " + value + EOL);
    }

    /// Without a field that it has.
    Request without(String field) {
        return replacing(field, "");
    }

    /// With one more line.
    Request plus(String line) {
        return new Request(head.substring(0, head.length() - EOL.length()) + line + EOL + EOL);
    }

    /// With something after the head, in the same packet.
    Request followedBy(String more) {
        return new Request(head + more);
    }

    private Request replacing(String field, String line) {
        int from = head.indexOf(EOL + field + ":") + EOL.length();
        assertThat(from).as(field).isGreaterThan(EOL.length());
        int to = head.indexOf(EOL, from) + EOL.length();
        return new Request(head.substring(0, from) + line + head.substring(to));
    }

    @Override
    public String toString() {
        return head;
    }
}
