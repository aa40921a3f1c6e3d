package org.careagent.neuron.load.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Frames of a client (RFC 6455, section 5.2): masked, here always with a mask of zeros, which is
/// one as any other and leaves the payload as it is.
public final class Frames {
    static final int TEXT = 0x1;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int HEAD = 14;

    private Frames() {}

    /// A whole text message.
    public static byte[] text(String text) {
        return frame(FIN | TEXT, text.getBytes(UTF_8));
    }

    /// A text message of `length` bytes that is to be continued.
    public static byte[] fragment(int length) {
        return frame(TEXT, filling(length));
    }

    /// A frame that lacks the last byte of its payload of `length` bytes.
    public static byte[] unfinished(int length) {
        byte[] whole = frame(FIN | TEXT, filling(length));
        return ByteBuffer.allocate(whole.length - 1).put(whole, 0, whole.length - 1).array();
    }

    /// A close frame.
    public static byte[] close(int code) {
        return frame(FIN | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    /// What answers a ping with this payload.
    static byte[] pong(byte[] payload) {
        return frame(FIN | PONG, payload);
    }

    private static byte[] filling(int length) {
        return "x".repeat(length).getBytes(UTF_8);
    }

    private static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(HEAD + payload.length).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload).flip();
        byte[] exact = new byte[frame.remaining()];
        frame.get(exact);
        return exact;
    }
}
