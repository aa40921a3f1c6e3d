package org.careagent.neuron.bootstrap.wire;

import static org.careagent.neuron.bootstrap.wire.Frames.BINARY;
import static org.careagent.neuron.bootstrap.wire.Frames.CLOSE;
import static org.careagent.neuron.bootstrap.wire.Frames.CONTINUATION;
import static org.careagent.neuron.bootstrap.wire.Frames.FIN;
import static org.careagent.neuron.bootstrap.wire.Frames.PING;
import static org.careagent.neuron.bootstrap.wire.Frames.PONG;
import static org.careagent.neuron.bootstrap.wire.Frames.TEXT;
import static org.careagent.neuron.bootstrap.wire.Frames.bytes;
import static org.careagent.neuron.bootstrap.wire.Frames.close;
import static org.careagent.neuron.bootstrap.wire.Frames.fragments;
import static org.careagent.neuron.bootstrap.wire.Frames.frame;
import static org.careagent.neuron.bootstrap.wire.Frames.inOne;
import static org.careagent.neuron.bootstrap.wire.Frames.join;
import static org.careagent.neuron.bootstrap.wire.Frames.ping;
import static org.careagent.neuron.bootstrap.wire.Frames.pong;
import static org.careagent.neuron.bootstrap.wire.Frames.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// RFC 6455, section 5.4: messages in fragments.
final class FragmentRows {
    private FragmentRows() {}

    static Stream<Row> rows() {
        return Stream.of(joined(), interrupted(), broken()).flatMap(rows -> rows);
    }

    private static Stream<Row> joined() {
        return Stream.of(
                Row.message("5.4", "two fragments are joined", message -> fragments(message, 2)),
                Row.message("5.4", "three fragments are joined", message -> fragments(message, 3)),
                Row.message(
                        "5.4",
                        "three fragments in one packet are joined",
                        message -> List.of(inOne(fragments(message, 3)))),
                Row.message(
                        "5.4",
                        "fragments of one byte are joined",
                        message -> fragments(message, message.length())),
                Row.message(
                        "5.4",
                        "the first fragment may be empty",
                        message -> List.of(frame(TEXT, ""), last(message))),
                Row.message(
                        "5.4",
                        "the last fragment may be empty",
                        message -> List.of(frame(TEXT, message), last(""))),
                Row.message(
                        "5.4",
                        "many fragments may be empty",
                        message -> {
                            List<byte[]> all = new ArrayList<>();
                            all.add(frame(TEXT, message));
                            all.addAll(Collections.nCopies(1000, frame(CONTINUATION, "")));
                            all.add(last(""));
                            return all;
                        }),
                Row.invalid(
                        "5.4",
                        "fragments that are all empty are an empty message",
                        frame(TEXT, ""),
                        frame(CONTINUATION, ""),
                        last("")),
                Row.invalid(
                        "HP 4", "binary fragments are no message", frame(BINARY, "{"), last("}")));
    }

    private static Stream<Row> interrupted() {
        return Stream.of(
                Row.messageAnd(
                        "5.4",
                        "a ping between fragments is answered",
                        List.of("pong 6869", Row.PROGRESS),
                        message -> between(message, ping("hi"))),
                Row.messageAnd(
                        "5.4",
                        "a ping between fragments in one packet is answered",
                        List.of("pong 6869", Row.PROGRESS),
                        message -> List.of(inOne(between(message, ping("hi"))))),
                Row.message(
                        "5.4",
                        "a pong between fragments is ignored",
                        message -> between(message, pong("hi"))),
                Row.closing(
                        "5.4",
                        "a close between fragments is answered",
                        "close 1000",
                        frame(TEXT, "{"),
                        close(1000)),
                Row.answering(
                        "5.4",
                        "a ping is answered before the last fragment has come",
                        List.of("pong 6869"),
                        frame(TEXT, "{"),
                        ping("hi")));
    }

    private static Stream<Row> broken() {
        return Stream.of(
                Row.failing("5.4", "no last fragment without a first", 1002, last("hi")),
                Row.failing("5.4", "no fragment without a first", 1002, frame(CONTINUATION, "hi")),
                Row.failing("5.4", "no empty fragment without a first", 1002, last("")),
                Row.messageAnd(
                        "5.4",
                        "no fragment after the last",
                        List.of(Row.PROGRESS, "close 1002"),
                        message -> {
                            List<byte[]> all = new ArrayList<>(fragments(message, 2));
                            all.add(last("hi"));
                            return List.of(inOne(all));
                        }),
                Row.failing(
                        "5.4", "no text within a text", 1002, join(frame(TEXT, "{"), text("}"))),
                Row.failing(
                        "5.4",
                        "no first fragment within a text",
                        1002,
                        frame(TEXT, "{"),
                        frame(TEXT, "}")),
                Row.failing(
                        "5.4",
                        "no binary within a text",
                        1002,
                        frame(TEXT, "{"),
                        frame(FIN | BINARY, "}")),
                Row.failing(
                        "5.4",
                        "no text within a binary",
                        1002,
                        frame(BINARY, "{"),
                        frame(FIN | TEXT, "}")),
                Row.failing("5.4", "no ping in fragments", 1002, frame(PING, "hi")),
                Row.failing("5.4", "no pong in fragments", 1002, frame(PONG, "hi")),
                Row.failing("5.4", "no close in fragments", 1002, frame(CLOSE, bytes(0x03, 0xE8))),
                Row.failing(
                        "5.4",
                        "no ping in fragments between fragments",
                        1002,
                        frame(TEXT, "{"),
                        frame(PING, "h"),
                        last("i")));
    }

    private static byte[] last(String text) {
        return frame(FIN | CONTINUATION, text);
    }

    private static List<byte[]> between(String message, byte[] control) {
        List<byte[]> all = new ArrayList<>(fragments(message, 2));
        all.add(1, control);
        return all;
    }
}
