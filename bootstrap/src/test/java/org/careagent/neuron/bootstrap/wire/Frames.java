package org.careagent.neuron.bootstrap.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Frames as a client sends them, and as none may (RFC 6455, section 5.2).
final class Frames {
    static final int FIN = 0x80;
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    static final byte[] MASK = bytes(0x12, 0x34, 0x56, 0x78);

    private Frames() {}

    static byte[] bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] text(String text) {
        return frame(FIN | TEXT, text);
    }

    static byte[] ping(String payload) {
        return frame(FIN | PING, payload);
    }

    static byte[] pong(String payload) {
        return frame(FIN | PONG, payload);
    }

    static byte[] close(int code) {
        return close(code, bytes());
    }

    static byte[] close(int code, byte[] reason) {
        return frame(FIN | CLOSE, join(bytes(code >> 8, code), reason));
    }

    static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(UTF_8));
    }

    static byte[] frame(int first, byte[] payload) {
        return frame(first, MASK, payload);
    }

    /// A frame with the shortest length and this masking key.
    static byte[] frame(int first, byte[] mask, byte[] payload) {
        return join(bytes(first), length(payload.length), mask, masked(mask, payload));
    }

    static byte[] unmasked(int first, String payload) {
        return join(bytes(first, payload.length()), payload.getBytes(UTF_8));
    }

    /// A frame whose length is written in these bytes, shortest or not.
    ///
    /// @param length the second byte of the frame and on
    static byte[] withLength(int first, byte[] length, String payload) {
        return join(bytes(first), length, MASK, masked(MASK, payload.getBytes(UTF_8)));
    }

    /// `text` in `count` fragments, none longer than another by more than a byte.
    static List<byte[]> fragments(String text, int count) {
        byte[] all = text.getBytes(UTF_8);
        List<byte[]> fragments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) all.length * i / count);
            int to = (int) ((long) all.length * (i + 1) / count);
            int opcode = i == 0 ? TEXT : CONTINUATION;
            int fin = i == count - 1 ? FIN : 0;
            fragments.add(frame(fin | opcode, Arrays.copyOfRange(all, from, to)));
        }
        return fragments;
    }

    /// Each byte in a packet of its own.
    static List<byte[]> trickled(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> Arrays.copyOfRange(bytes, i, i + 1))
                .toList();
    }

    /// All in one packet.
    static byte[] inOne(List<byte[]> packets) {
        return join(packets.toArray(byte[][]::new));
    }

    private static byte[] length(int length) {
        if (length < 126) {
            return bytes(0x80 | length);
        }
        return length < 65_536
                ? bytes(0x80 | 126, length >> 8, length)
                : bytes(0x80 | 127, 0, 0, 0, 0, length >> 24, length >> 16, length >> 8, length);
    }

    private static byte[] masked(byte[] mask, byte[] payload) {
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= mask[i % 4];
        }
        return masked;
    }
}
