package org.careagent.neuron.bootstrap.wire;

import static org.careagent.neuron.bootstrap.wire.Frames.BINARY;
import static org.careagent.neuron.bootstrap.wire.Frames.CLOSE;
import static org.careagent.neuron.bootstrap.wire.Frames.CONTINUATION;
import static org.careagent.neuron.bootstrap.wire.Frames.FIN;
import static org.careagent.neuron.bootstrap.wire.Frames.MASK;
import static org.careagent.neuron.bootstrap.wire.Frames.PING;
import static org.careagent.neuron.bootstrap.wire.Frames.TEXT;
import static org.careagent.neuron.bootstrap.wire.Frames.bytes;
import static org.careagent.neuron.bootstrap.wire.Frames.frame;
import static org.careagent.neuron.bootstrap.wire.Frames.join;
import static org.careagent.neuron.bootstrap.wire.Frames.text;
import static org.careagent.neuron.bootstrap.wire.Frames.trickled;
import static org.careagent.neuron.bootstrap.wire.Frames.unmasked;
import static org.careagent.neuron.bootstrap.wire.Frames.withLength;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// RFC 6455, sections 5.1 to 5.3: single frames, their masks, bits, opcodes and lengths; and the
/// size of a message (handshake protocol, section 1).
final class FramingRows {
    private static final int LIMIT = 65_536;

    private FramingRows() {}

    static Stream<Row> rows() {
        return Stream.of(masks(), bits(), opcodes(), lengths(), sizes(), packets())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> masks() {
        return Stream.of(
                Row.failing("5.1", "no text without a mask", 1002, unmasked(FIN | TEXT, "hi")),
                Row.failing("5.1", "no empty text without a mask", 1002, unmasked(FIN | TEXT, "")),
                Row.failing("5.1", "no binary without a mask", 1002, unmasked(FIN | BINARY, "hi")),
                Row.failing("5.1", "no ping without a mask", 1002, unmasked(FIN | PING, "hi")),
                Row.failing("5.1", "no close without a mask", 1002, unmasked(FIN | CLOSE, "")),
                Row.failing(
                        "5.1",
                        "no last fragment without a mask",
                        1002,
                        frame(TEXT, "h"),
                        unmasked(FIN | CONTINUATION, "i")),
                Row.message(
                        "5.3",
                        "a masking key of zeros is one",
                        message -> List.of(frame(FIN | TEXT, bytes(0, 0, 0, 0), utf8(message)))),
                Row.answering(
                        "5.3",
                        "each frame has its own masking key",
                        List.of("pong 61626364", "pong 61626364"),
                        frame(FIN | PING, bytes(1, 2, 3, 4), utf8("abcd")),
                        frame(FIN | PING, bytes(0xFF, 0, 0x80, 7), utf8("abcd"))));
    }

    private static Stream<Row> bits() {
        return Stream.of(
                Row.failing("5.2", "RSV1 is 0", 1002, frame(FIN | 0x40 | TEXT, "hi")),
                Row.failing("5.2", "RSV2 is 0", 1002, frame(FIN | 0x20 | TEXT, "hi")),
                Row.failing("5.2", "RSV3 is 0", 1002, frame(FIN | 0x10 | TEXT, "hi")),
                Row.failing("5.2", "RSV1 to 3 are 0", 1002, frame(FIN | 0x70 | TEXT, "hi")),
                Row.failing("5.2", "RSV1 of a ping is 0", 1002, frame(FIN | 0x40 | PING, "hi")),
                Row.failing("5.2", "RSV2 of a close is 0", 1002, frame(FIN | 0x20 | CLOSE, "")),
                Row.failing(
                        "5.2",
                        "RSV3 of a fragment is 0",
                        1002,
                        frame(TEXT, "h"),
                        frame(FIN | 0x10 | CONTINUATION, "i")),
                Row.failing(
                        "5.2",
                        "HTTP is over after the 101",
                        1002,
                        utf8("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")));
    }

    private static Stream<Row> opcodes() {
        return IntStream.of(0x3, 0x4, 0x5, 0x6, 0x7, 0xB, 0xC, 0xD, 0xE, 0xF)
                .mapToObj(opcode ->
                        Row.failing(
                                "5.2",
                                "opcode %X is unknown".formatted(opcode),
                                1002,
                                frame(FIN | opcode, "hi")));
    }

    private static Stream<Row> lengths() {
        return Stream.of(
                Row.failing(
                        "5.2",
                        "no 16 bits for a length of 125",
                        1002,
                        withLength(FIN | TEXT, bytes(0xFE, 0, 125), "x".repeat(125))),
                Row.failing(
                        "5.2",
                        "no 16 bits for a length of 0",
                        1002,
                        withLength(FIN | TEXT, bytes(0xFE, 0, 0), "")),
                Row.failing(
                        "5.2",
                        "no 64 bits for a length of 125",
                        1002,
                        withLength(
                                FIN | TEXT,
                                bytes(0xFF, 0, 0, 0, 0, 0, 0, 0, 125),
                                "x".repeat(125))),
                Row.failing(
                        "5.2",
                        "no 64 bits for a length of 65,535",
                        1002,
                        withLength(
                                FIN | TEXT,
                                bytes(0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF),
                                "x".repeat(65_535))),
                Row.failing(
                        "5.2",
                        "no 16 bits for the length of a ping",
                        1002,
                        withLength(FIN | PING, bytes(0xFE, 0, 2), "hi")),
                Row.failing(
                        "5.2",
                        "the highest bit of a length is 0",
                        1002,
                        withLength(FIN | TEXT, bytes(0xFF, 0x80, 0, 0, 0, 0, 0, 0, 2), "hi")),
                Row.failing(
                        "5.2",
                        "no length of all ones",
                        1002,
                        withLength(
                                FIN | TEXT,
                                bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF),
                                "hi")),
                Row.invalid("5.2", "a length of 125", text("x".repeat(125))),
                Row.invalid("5.2", "a length of 126", text("x".repeat(126))),
                Row.invalid("5.2", "a length of 65,535", text("x".repeat(65_535))),
                Row.invalid("5.2", "a length of 65,536", text("x".repeat(65_536))));
    }

    private static Stream<Row> sizes() {
        return Stream.of(
                Row.message(
                        "HP 1",
                        "a message may have 65,536 bytes",
                        message -> List.of(text(padded(message, LIMIT)))),
                Row.message(
                        "HP 1",
                        "fragments may have 65,536 bytes",
                        message -> Frames.fragments(padded(message, LIMIT), 5)),
                Row.messageAnd(
                        "HP 1",
                        "each message may have 65,536 bytes",
                        List.of(Row.PROGRESS, Row.INVALID, "close 4002"),
                        message ->
                                List.of(
                                        text(padded(message, LIMIT)),
                                        frame(TEXT, "x".repeat(LIMIT)),
                                        frame(FIN | CONTINUATION, ""))),
                Row.failing("HP 1", "no text of 65,537", 1009, text("x".repeat(LIMIT + 1))),
                Row.failing(
                        "HP 1",
                        "no binary of 65,537",
                        1009,
                        frame(FIN | BINARY, "x".repeat(LIMIT + 1))),
                Row.failing(
                        "HP 1",
                        "no fragments of 65,537 bytes",
                        1009,
                        frame(TEXT, "x".repeat(LIMIT / 2)),
                        frame(CONTINUATION, "x".repeat(LIMIT / 2)),
                        frame(FIN | CONTINUATION, "x")),
                Row.failing(
                        "HP 1",
                        "no fragments of 65,537 bytes, though the last is yet to come",
                        1009,
                        frame(TEXT, "x".repeat(LIMIT)),
                        frame(CONTINUATION, "x")),
                Row.failing(
                        "HP 1",
                        "no length over 65,536, though no byte has come",
                        1009,
                        withLength(FIN | TEXT, bytes(0xFF, 0, 0, 0, 0, 0, 1, 0, 1), "")),
                Row.failing(
                        "HP 1",
                        "no length of 2 to the 63 less 1",
                        1009,
                        withLength(
                                FIN | TEXT,
                                bytes(0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF),
                                "")),
                Row.failing(
                        "HP 1",
                        "no sum of lengths that overflows",
                        1009,
                        frame(TEXT, "x".repeat(LIMIT)),
                        withLength(
                                FIN | CONTINUATION,
                                bytes(0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF),
                                "")));
    }

    private static Stream<Row> packets() {
        return Stream.of(
                Row.message("5", "a frame in one packet", message -> List.of(text(message))),
                Row.message("5", "a byte of a frame a packet", message -> trickled(text(message))),
                Row.messageAnd(
                        "HP 2",
                        "two messages in one packet are two",
                        List.of(Row.PROGRESS, Row.INVALID, "close 4002"),
                        message -> List.of(join(text(message), text("no JSON")))),
                Row.messageAnd(
                        "HP 2",
                        "the right message twice in one packet is once too often",
                        List.of(Row.PROGRESS, Row.INVALID, "close 4002"),
                        message -> List.of(join(text(message), text(message)))),
                Row.messageAnd(
                        "HP 2",
                        "a message before an unmasked frame in one packet counts",
                        List.of(Row.PROGRESS, "close 1002"),
                        message -> List.of(join(text(message), unmasked(FIN | TEXT, "hi")))),
                Row.invalid(
                        "HP 2",
                        "what comes after a wrong message in one packet is ignored",
                        join(text("no JSON"), text("no JSON"), frame(FIN | BINARY, MASK))),
                Row.invalid("HP 4", "an empty text is no message", text("")),
                Row.invalid("HP 4", "a binary frame is no message", frame(FIN | BINARY, "{}")),
                Row.invalid("HP 4", "an empty binary frame is none", frame(FIN | BINARY, "")),
                Row.messageAnd(
                        "7.1.7",
                        "nothing is processed after a failure",
                        List.of("close 1002"),
                        message -> List.of(join(frame(FIN | 0x3, ""), text(message)))),
                Row.failing(
                        "7.1.7",
                        "who has failed is not ponged",
                        1002,
                        join(frame(FIN | 0x3, ""), Frames.ping("hi"), Frames.close(1000))),
                Row.messageAnd(
                        "7.1.1",
                        "who sends on after a failure gets the last word of the server",
                        List.of("close 1002"),
                        _ -> {
                            List<byte[]> more = Collections.nCopies(50, text("x".repeat(4096)));
                            return Stream.concat(
                                            Stream.of(unmasked(FIN | TEXT, "hi")), more.stream())
                                    .toList();
                        }),
                Row.messageAnd(
                        "7.1.1",
                        "who sends on after a refusal gets the last word of the server",
                        List.of(Row.INVALID, "close 4002"),
                        _ -> Collections.nCopies(50, text("x".repeat(4096)))));
    }

    private static String padded(String message, int size) {
        return message + " ".repeat(size - utf8(message).length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
