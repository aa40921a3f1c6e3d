package org.careagent.neuron.bootstrap.wire;

import static org.careagent.neuron.bootstrap.wire.UpgradeRow.ended;
import static org.careagent.neuron.bootstrap.wire.UpgradeRow.refused;

import java.util.stream.Stream;

/// What is no well-formed request of HTTP/1.1, or one that two servers may read in two ways.
final class BrokenRequests {
    private static final Request REQUEST = Request.ofTheRfc();
    private static final String SMUGGLED = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private BrokenRequests() {}

    static Stream<UpgradeRow> rows() {
        return Stream.of(
                        versions(),
                        requestLines(),
                        oddTargets(),
                        fields(),
                        lengths(),
                        bodies(),
                        sizes())
                .flatMap(rows -> rows);
    }

    private static Stream<UpgradeRow> versions() {
        Stream<UpgradeRow> upgrades =
                Stream.of(
                                "HTTP/1.0",
                                "HTTP/0.9",
                                "HTTP/2.0",
                                "HTTP/1",
                                "http/1.1",
                                "HTTP/1.1x",
                                "X")
                        .map(version ->
                                ended(
                                        "6455 4.2.1",
                                        "an upgrade in " + version,
                                        REQUEST.asking("GET " + Request.PATH + " " + version),
                                        400,
                                        426,
                                        505));
        Request preface = new Request("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        return Stream.concat(
                upgrades, Stream.of(ended("9113 3.4", "HTTP/2 from the start", preface, 400, 505)));
    }

    private static Stream<UpgradeRow> requestLines() {
        return Stream.of(
                malformed("9112 3", "no version", REQUEST.asking("GET " + Request.PATH)),
                malformed("9112 3", "no target", REQUEST.asking("GET HTTP/1.1")),
                malformed("9112 3", "a space in the target", REQUEST.at("/ws/hand shake")),
                malformed("9112 3", "a tab in the target", REQUEST.at("/ws/hand\tshake")),
                malformed("9112 3", "a NUL in the target", REQUEST.at(Request.PATH + "\0")),
                malformed("9112 3", "a fragment in the target", REQUEST.at(Request.PATH + "#x")),
                malformed(
                        "9112 3",
                        "a bare LF after the first line",
                        new Request(REQUEST.head().replaceFirst("\r\n", "\n"))));
    }

    private static Stream<UpgradeRow> fields() {
        return Stream.of(
                malformed("9112 5", "a line without a colon", REQUEST.plus("X-Nothing")),
                malformed("9112 5", "a line without a name", REQUEST.plus(": nothing")),
                malformed("9112 5.1", "a space before the colon", REQUEST.plus("X-Space : x")),
                malformed(
                        "9112 5.1",
                        "a space before the colon of Upgrade",
                        new Request(REQUEST.head().replace("Upgrade:", "Upgrade :"))),
                malformed("9110 5.1", "a space in a name", REQUEST.plus("X Space: x")),
                malformed("9110 5.1", "a bracket in a name", REQUEST.plus("X(Y: x")),
                malformed("9110 5.1", "a NUL in a name", REQUEST.plus("X\0Y: x")),
                malformed("9110 5.5", "a NUL in a value", REQUEST.plus("X-Nul: a\0b")),
                malformed("9110 5.5", "a bare CR in a value", REQUEST.plus("X-Cr: a\rb")),
                malformed("9110 5.5", "a bell in a value", REQUEST.plus("X-Bell: a\u0007b")),
                malformed("9112 2.2", "a bare LF after a line", REQUEST.plus("X-Lf: a\nX-Two: b")),
                malformed(
                        "9112 2.2",
                        "bare LFs throughout",
                        new Request(REQUEST.head().replace("\r\n", "\n"))),
                malformed("9112 5.2", "a folded line", REQUEST.plus("X-Folded: a\r\n b")),
                malformed(
                        "9112 2.2",
                        "a space before the first field",
                        new Request(REQUEST.head().replaceFirst("\r\n", "\r\n "))));
    }

    private static Stream<UpgradeRow> lengths() {
        return Stream.of(
                smuggling(
                        "9112 6.1",
                        "Content-Length and Transfer-Encoding",
                        "Content-Length: 5",
                        "Transfer-Encoding: chunked"),
                smuggling("9112 6.3", "two lengths", "Content-Length: 0", "Content-Length: 44"),
                smuggling("9112 6.3", "two lengths in one line", "Content-Length: 0, 44"),
                smuggling("9110 8.6", "a length below 0", "Content-Length: -1"),
                smuggling("9110 8.6", "a length with a sign", "Content-Length: +0"),
                smuggling("9110 8.6", "a length of letters", "Content-Length: 0x0"),
                smuggling("9110 8.6", "an empty length", "Content-Length:"),
                smuggling(
                        "9110 8.6",
                        "a length past 64 bits",
                        "Content-Length: 18446744073709551616"),
                smuggling("9112 6.1", "an unknown encoding", "Transfer-Encoding: xchunked"),
                smuggling("9112 6.1", "chunked, but not last", "Transfer-Encoding: chunked, gzip"));
    }

    // What comes with a request is never a frame of the session, nor another request.
    private static Stream<UpgradeRow> bodies() {
        return Stream.of(
                refused(
                        "9110 7.8",
                        "a body in an upgrade",
                        REQUEST.plus("Content-Length: " + SMUGGLED.length()).followedBy(SMUGGLED),
                        400,
                        426,
                        501),
                refused(
                        "9110 7.8",
                        "chunks in an upgrade",
                        REQUEST.plus("Transfer-Encoding: chunked")
                                .followedBy("%x\r\n".formatted(SMUGGLED.length()))
                                .followedBy(SMUGGLED + "\r\n0\r\n\r\n"),
                        400,
                        426,
                        501));
    }

    // Understood or not, they are of another path.
    private static Stream<UpgradeRow> oddTargets() {
        return Stream.of(" " + Request.PATH, "ws/handshake", "*", Request.PATH + "\u00E9")
                .map(target -> refused("9112 3.2", "GET " + target, REQUEST.at(target), 400, 404));
    }

    private static UpgradeRow smuggling(String section, String must, String... fields) {
        Request request = REQUEST;
        for (String field : fields) {
            request = request.plus(field);
        }
        return ended(section, must, request.followedBy("0\r\n\r\n" + SMUGGLED), 400, 501);
    }

    private static Stream<UpgradeRow> sizes() {
        return Stream.of(
                ended(
                        "6585 5",
                        "a field of 100 KB",
                        REQUEST.plus("X-Long: " + "x".repeat(100_000)),
                        400,
                        413,
                        431),
                ended(
                        "6585 5",
                        "a name of 100 KB",
                        REQUEST.plus("X-" + "x".repeat(100_000) + ": x"),
                        400,
                        413,
                        431),
                ended(
                        "6585 5",
                        "fields of 100 KB",
                        REQUEST.plus("X-Many: x\r\n".repeat(10_000) + "X-Last: x"),
                        400,
                        413,
                        431),
                ended(
                        "9110 15.5.15",
                        "a target of 100 KB",
                        REQUEST.at(Request.PATH + "?" + "x".repeat(100_000)),
                        400,
                        413,
                        414,
                        431));
    }

    private static UpgradeRow malformed(String section, String must, Request request) {
        return ended(section, must, request, 400);
    }
}
