package org.careagent.neuron.bootstrap.wire;

import java.util.List;
import java.util.function.Function;

/// A row of the table: what a client sends in a session, and what has to come back.
///
/// @param section of RFC 6455, or of the handshake protocol (HP)
/// @param must what is asked of the server there
/// @param packets what is sent, each at once; made of the message that would be the right next one
/// @param answers as [Heard#what] tells them
/// @param peerCloses whether the client's closing handshake is in what is sent
record Row(
        String section,
        String must,
        Function<String, List<byte[]>> packets,
        List<String> answers,
        boolean peerCloses) {
    /// What the right next message brings.
    static final String PROGRESS = "progress";

    /// What a message brings that the handshake cannot use.
    static final String INVALID = "handshake.error INVALID_MESSAGE";

    /// What is sent breaks RFC 6455: the connection fails with `code`, without another word.
    static Row failing(String section, String must, int code, byte[]... packets) {
        return answering(section, must, List.of("close " + code), packets);
    }

    /// What is sent is a message that the handshake cannot use.
    static Row invalid(String section, String must, byte[]... packets) {
        return answering(section, must, List.of(INVALID, "close 4002"), packets);
    }

    /// What is sent is answered so.
    static Row answering(String section, String must, List<String> answers, byte[]... packets) {
        List<byte[]> sent = List.of(packets);
        return new Row(section, must, _ -> sent, answers, false);
    }

    /// What is sent closes the connection, and the server does too.
    static Row closing(String section, String must, String answer, byte[]... packets) {
        List<byte[]> sent = List.of(packets);
        return new Row(section, must, _ -> sent, List.of(answer), true);
    }

    /// What is sent is the right next message, in some way.
    static Row message(String section, String must, Function<String, List<byte[]>> packets) {
        return new Row(section, must, packets, List.of(PROGRESS), false);
    }

    /// What is sent is the right next message, and something else.
    static Row messageAnd(
            String section,
            String must,
            List<String> answers,
            Function<String, List<byte[]>> packets) {
        return new Row(section, must, packets, answers, false);
    }

    @Override
    public String toString() {
        return section + " " + must;
    }
}
