package org.careagent.neuron.adapters.inbound.websocket.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Why a connection ends (RFC 6455, section 7.4).
record CloseFrame(int code, String reason) {
    private static final int LONGEST_REASON = Frames.LONGEST_CONTROL - 2;

    /// The two that never are on the wire: a close frame without a code, and no close frame at all.
    static final CloseFrame WITHOUT_CODE = new CloseFrame(1005, "");

    static final CloseFrame NONE_SEEN = new CloseFrame(1006, "");
    static final CloseFrame GOING_AWAY = new CloseFrame(1001, "Server shutting down");
    static final CloseFrame NOT_UTF_8 = new CloseFrame(1007, "Text is not UTF-8");
    static final CloseFrame TOO_MANY_PINGS = new CloseFrame(1008, "Too many pings");
    static final CloseFrame TOO_BIG = new CloseFrame(1009, "Message too big");
    static final CloseFrame SERVER_ERROR = new CloseFrame(1011, "Internal server error");

    static CloseFrame protocolError(String reason) {
        return new CloseFrame(1002, reason);
    }

    /// A close that our own side asks for.
    ///
    /// @throws IllegalArgumentException if the code may not be sent, or if the reason does not fit
    static CloseFrame ours(int code, String reason) {
        if (!mayBeSent(code) || reason.getBytes(UTF_8).length > LONGEST_REASON) {
            throw new IllegalArgumentException("no such close frame: " + code);
        }
        return new CloseFrame(code, reason);
    }

    static boolean mayBeSent(int code) {
        return (code >= 1000 && code <= 1003)
                || (code >= 1007 && code <= 1014)
                || (code >= 3000 && code <= 4999);
    }

    byte[] payload() {
        if (code == WITHOUT_CODE.code) {
            return new byte[0];
        }
        byte[] text = reason.getBytes(UTF_8);
        return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
    }
}
