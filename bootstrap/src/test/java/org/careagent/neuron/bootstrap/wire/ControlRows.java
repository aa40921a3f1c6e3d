package org.careagent.neuron.bootstrap.wire;

import static org.careagent.neuron.bootstrap.wire.Frames.CLOSE;
import static org.careagent.neuron.bootstrap.wire.Frames.FIN;
import static org.careagent.neuron.bootstrap.wire.Frames.PING;
import static org.careagent.neuron.bootstrap.wire.Frames.bytes;
import static org.careagent.neuron.bootstrap.wire.Frames.close;
import static org.careagent.neuron.bootstrap.wire.Frames.frame;
import static org.careagent.neuron.bootstrap.wire.Frames.join;
import static org.careagent.neuron.bootstrap.wire.Frames.ping;
import static org.careagent.neuron.bootstrap.wire.Frames.pong;
import static org.careagent.neuron.bootstrap.wire.Frames.text;
import static org.careagent.neuron.bootstrap.wire.Frames.trickled;
import static org.careagent.neuron.bootstrap.wire.Frames.unmasked;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// RFC 6455, sections 5.5 and 7: ping, pong and close.
final class ControlRows {
    private ControlRows() {}

    static Stream<Row> rows() {
        return Stream.of(tooLong(), pings(), goodCloses(), badCloses(), afterClose())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> tooLong() {
        return Stream.of(
                Row.failing("5.5", "no ping of 126 bytes", 1002, ping("p".repeat(126))),
                Row.failing("5.5", "no pong of 126 bytes", 1002, pong("p".repeat(126))),
                Row.failing("5.5", "no ping of 65,537 bytes", 1002, ping("p".repeat(65_537))),
                Row.failing(
                        "5.5", "no close of 126 bytes", 1002, close(1000, ascii("r".repeat(124)))));
    }

    private static Stream<Row> pings() {
        return Stream.of(
                Row.answering("5.5.2", "an empty ping is answered", List.of("pong "), ping("")),
                Row.answering("5.5.3", "a pong repeats one byte", List.of("pong 61"), ping("a")),
                Row.answering(
                        "5.5.3",
                        "a pong repeats 125 bytes",
                        List.of("pong " + "61".repeat(125)),
                        ping("a".repeat(125))),
                Row.answering(
                        "5.5.3",
                        "a pong repeats what is not UTF-8",
                        List.of("pong ff00c0af"),
                        frame(FIN | PING, bytes(0xFF, 0, 0xC0, 0xAF))),
                new Row(
                        "5.5.2",
                        "a ping may come a byte a packet",
                        _ -> trickled(ping("hello")),
                        List.of("pong 68656c6c6f"),
                        false),
                Row.messageAnd(
                        "5.5.2",
                        "a ping before a message in one packet is answered",
                        List.of("pong 6869", Row.PROGRESS),
                        message -> List.of(join(ping("hi"), text(message)))),
                Row.answering("5.5.3", "a pong nobody asked for is ignored", List.of(), pong("hi")),
                Row.answering("5.5.3", "an empty pong is ignored", List.of(), pong("")),
                Row.answering(
                        "5.5.3",
                        "a pong of 125 bytes is ignored",
                        List.of(),
                        pong("a".repeat(125))),
                Row.answering(
                        "5.5.2",
                        "a ping after a pong is answered",
                        List.of("pong 6869"),
                        join(pong("a"), ping("hi"))));
    }

    private static Stream<Row> goodCloses() {
        Stream<Row> codes =
                IntStream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4999)
                        .mapToObj(code ->
                                Row.closing(
                                        "5.5.1",
                                        "a close with code " + code + " is answered",
                                        "close " + code,
                                        close(code)));
        return Stream.concat(
                codes,
                Stream.of(
                        Row.closing(
                                "5.5.1",
                                "a close with a reason is answered",
                                "close 4321",
                                close(4321, "genug, Zoë".getBytes(StandardCharsets.UTF_8))),
                        Row.closing(
                                "5.5.1",
                                "a close of 125 bytes is answered",
                                "close 1000",
                                close(1000, ascii("r".repeat(123)))),
                        new Row(
                                "5.5.1",
                                "a close may come a byte a packet",
                                _ -> trickled(close(1000)),
                                List.of("close 1000"),
                                true),
                        new Row(
                                "5.5.1",
                                "a close after a message in one packet is answered after it",
                                message -> List.of(join(text(message), close(1000))),
                                List.of(Row.PROGRESS, "close 1000"),
                                true)));
    }

    private static Stream<Row> badCloses() {
        Stream<Row> codes =
                IntStream.of(
                                0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999,
                                5000, 32_768, 65_535)
                        .mapToObj(code ->
                                Row.failing(
                                        "7.4", "no close with code " + code, 1002, close(code)));
        return Stream.concat(
                codes,
                Stream.of(
                        Row.failing(
                                "5.5.1", "no close of 1 byte", 1002, frame(FIN | CLOSE, bytes(3))),
                        Row.failing(
                                "7.1.6",
                                "no reason that is not UTF-8",
                                1007,
                                close(1000, bytes(0xC3, 0x28))),
                        Row.failing(
                                "7.1.6",
                                "no reason with half a character",
                                1007,
                                close(1000, bytes('a', 0xE2, 0x82))),
                        Row.failing(
                                "7.1.6",
                                "no reason with a surrogate",
                                1007,
                                close(1000, bytes(0xED, 0xA0, 0x80)))));
    }

    private static Stream<Row> afterClose() {
        return Stream.of(
                Row.closing(
                        "5.5.1",
                        "a text after the close is ignored",
                        "close 1000",
                        join(close(1000), text("no JSON"))),
                new Row(
                        "5.5.1",
                        "the right message after the close is ignored",
                        message -> List.of(join(close(1000), text(message))),
                        List.of("close 1000"),
                        true),
                Row.closing(
                        "5.5.2",
                        "a ping after the close is ignored",
                        "close 1000",
                        join(close(1000), ping("hi"))),
                Row.closing(
                        "5.5.1",
                        "a second close is ignored",
                        "close 1000",
                        join(close(1000), close(1001))),
                Row.closing(
                        "5.5.1",
                        "an unmasked frame after the close is ignored",
                        "close 1000",
                        join(close(1000), unmasked(FIN | PING, "hi"))),
                Row.closing(
                        "7.1.1",
                        "200 KB after the close are ignored",
                        "close 1000",
                        join(close(1000), bytes(new int[200_000]))));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
