package org.careagent.neuron.bootstrap.wire;

import static org.careagent.neuron.bootstrap.wire.Frames.BINARY;
import static org.careagent.neuron.bootstrap.wire.Frames.CONTINUATION;
import static org.careagent.neuron.bootstrap.wire.Frames.FIN;
import static org.careagent.neuron.bootstrap.wire.Frames.TEXT;
import static org.careagent.neuron.bootstrap.wire.Frames.bytes;
import static org.careagent.neuron.bootstrap.wire.Frames.fragments;
import static org.careagent.neuron.bootstrap.wire.Frames.frame;
import static org.careagent.neuron.bootstrap.wire.Frames.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// RFC 6455, sections 5.6 and 8.1: a text is UTF-8 (RFC 3629).
final class TextRows {
    private TextRows() {}

    static Stream<Row> rows() {
        return Stream.of(malformed(), wellFormed(), malformedInFragments(), wellFormedInFragments())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> malformed() {
        return Stream.of(
                malformed("no / in two bytes", 0xC0, 0xAF),
                malformed("no DEL in two bytes", 0xC1, 0xBF),
                malformed("no / in three bytes", 0xE0, 0x80, 0xAF),
                malformed("no U+07FF in three bytes", 0xE0, 0x9F, 0xBF),
                malformed("no / in four bytes", 0xF0, 0x80, 0x80, 0xAF),
                malformed("no U+FFFF in four bytes", 0xF0, 0x8F, 0xBF, 0xBF),
                malformed("no NUL in two bytes", 0xC0, 0x80),
                malformed("no surrogate D800", 0xED, 0xA0, 0x80),
                malformed("no surrogate DFFF", 0xED, 0xBF, 0xBF),
                malformed("no pair of surrogates", 0xED, 0xA0, 0x81, 0xED, 0xB0, 0x80),
                malformed("nothing over U+10FFFF", 0xF4, 0x90, 0x80, 0x80),
                malformed("no lead byte F5", 0xF5, 0x80, 0x80, 0x80),
                malformed("no five bytes", 0xF8, 0x88, 0x80, 0x80, 0x80),
                malformed("no byte FE", 0xFE),
                malformed("no byte FF", 0xFF),
                malformed("no continuation alone", 0x80),
                malformed("no continuation too many", 0xC3, 0xA9, 0xA9),
                malformed("no lead byte alone", 'a', 0xC3),
                malformed("no end after two bytes of three", 'a', 0xE2, 0x82),
                malformed("no end after three bytes of four", 'a', 0xF0, 0x9D, 0x84),
                malformed("no lead byte before ASCII", 0xE2, 0x28, 0xA1),
                malformed("no lead byte before a lead byte", 0xC3, 0xC3, 0xA9));
    }

    private static Row malformed(String must, int... utf8) {
        return Row.failing("8.1", must, 1007, frame(FIN | TEXT, bytes(utf8)));
    }

    private static Stream<Row> wellFormed() {
        return Stream.of(
                Row.invalid("8.1", "U+0000 is UTF-8", text("\u0000")),
                Row.invalid("8.1", "U+07FF is UTF-8", text("\u07FF")),
                Row.invalid("8.1", "U+D7FF is UTF-8", text("\uD7FF")),
                Row.invalid("8.1", "U+E000 is UTF-8", text("\uE000")),
                Row.invalid("8.1", "U+FFFF is UTF-8", text("\uFFFF")),
                Row.invalid("8.1", "U+10FFFF is UTF-8", text("\uDBFF\uDFFF")),
                Row.invalid(
                        "5.6",
                        "a binary frame need not be UTF-8",
                        frame(FIN | BINARY, bytes(0xC0, 0xAF))));
    }

    private static Stream<Row> malformedInFragments() {
        return Stream.of(
                Row.failing(
                        "8.1",
                        "no character broken off at the border",
                        1007,
                        frame(TEXT, bytes(0xF0, 0x9D)),
                        frame(FIN | CONTINUATION, "x")),
                Row.failing(
                        "8.1",
                        "no surrogate over the border",
                        1007,
                        frame(TEXT, bytes(0xED)),
                        frame(FIN | CONTINUATION, bytes(0xA0, 0x80))),
                Row.failing(
                        "8.1",
                        "no overlong / over the border",
                        1007,
                        frame(TEXT, bytes(0xE0)),
                        frame(FIN | CONTINUATION, bytes(0x80, 0xAF))),
                Row.failing(
                        "8.1",
                        "nothing over U+10FFFF over the border",
                        1007,
                        frame(TEXT, bytes(0xF4)),
                        frame(FIN | CONTINUATION, bytes(0x90, 0x80, 0x80))),
                Row.failing(
                        "8.1",
                        "no half character in the last fragment",
                        1007,
                        frame(TEXT, "x"),
                        frame(FIN | CONTINUATION, bytes(0xC3))),
                Row.failing(
                        "8.1",
                        "no half character before an empty last fragment",
                        1007,
                        frame(TEXT, bytes('x', 0xC3)),
                        frame(FIN | CONTINUATION, "")),
                Row.failing(
                        "8.1",
                        "no malformed first fragment, whatever the last",
                        1007,
                        frame(TEXT, bytes(0xFF)),
                        frame(FIN | CONTINUATION, "x")),
                Row.failing(
                        "8.1",
                        "no malformed middle fragment, whatever the last",
                        1007,
                        frame(TEXT, "{"),
                        frame(CONTINUATION, bytes(0x80)),
                        frame(FIN | CONTINUATION, "}")));
    }

    private static Stream<Row> wellFormedInFragments() {
        return Stream.of(
                Row.message(
                        "8.1",
                        "characters of two to four bytes are read",
                        message -> List.of(text(annotated(message)))),
                Row.message(
                        "8.1",
                        "characters may be split over fragments anywhere",
                        message -> fragments(annotated(message), size(annotated(message)))),
                Row.invalid(
                        "8.1",
                        "a character may be split by an empty fragment",
                        frame(TEXT, bytes(0xF0, 0x9D)),
                        frame(CONTINUATION, ""),
                        frame(FIN | CONTINUATION, bytes(0x84, 0x9E))),
                Row.messageAnd(
                        "8.1",
                        "a character may be split by a ping",
                        List.of("pong c3", Row.INVALID, "close 4002"),
                        _ ->
                                List.of(
                                        frame(TEXT, bytes(0xE2, 0x82)),
                                        frame(FIN | Frames.PING, bytes(0xC3)),
                                        frame(FIN | CONTINUATION, bytes(0xAC)))));
    }

    // Unknown members are ignored (handshake protocol, section 1).
    private static String annotated(String message) {
        return "{\"note\":\"Zoë, 5 €, \uD834\uDD1E\"," + message.substring(1);
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
