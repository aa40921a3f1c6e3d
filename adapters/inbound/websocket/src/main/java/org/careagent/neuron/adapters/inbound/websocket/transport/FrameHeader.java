package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.SocketContext;
import io.helidon.websocket.ClientWsFrame;

/// The head of a frame (RFC 6455, section 5.2).
///
/// @param reserved whether a bit is set that has no meaning without an extension
/// @param length of the payload; negative if the peer set the highest of the 64 bits
/// @param size of this head, in bytes, without the mask
record FrameHeader(
        boolean fin, boolean reserved, Opcode opcode, boolean masked, long length, int size) {
    private static final int MASK_SIZE = 4;
    private static final int LONGEST_STEP = 1 << 20;

    /// Looks at the next head and leaves it where it is, so that a frame that is refused can still
    /// be skipped.
    static FrameHeader peek(DataReader reader) {
        BufferData start = reader.getBuffer(2);
        int first = start.read();
        int second = start.read();
        int shortLength = second & 0x7F;
        int size = shortLength < 126 ? 2 : shortLength == 126 ? 4 : 10;
        return new FrameHeader(
                (first & 0x80) != 0,
                (first & 0x70) != 0,
                Opcode.of(first & 0x0F),
                (second & 0x80) != 0,
                size == 2 ? shortLength : extendedLength(reader, size),
                size);
    }

    private static long extendedLength(DataReader reader, int size) {
        BufferData head = reader.getBuffer(size);
        head.skip(2);
        return size == 4 ? head.readInt16() : head.readLong();
    }

    /// Skips one whole frame, however long, without keeping it.
    static FrameHeader skip(DataReader reader) {
        FrameHeader header = peek(reader);
        reader.skip(header.size + (header.masked ? MASK_SIZE : 0));
        for (long left = header.length; left > 0; left -= LONGEST_STEP) {
            reader.skip((int) Math.min(left, LONGEST_STEP));
        }
        return header;
    }

    /// Reads the frame of this head, which is masked, and has Helidon's codec decode it.
    ///
    /// The codec gets the frame whole: left to wait for it by itself, it spends 2.4 s of CPU on 64
    /// KiB that come as single bytes, where this spends a few milliseconds.
    byte[] payload(SocketContext context, DataReader reader) {
        byte[] frame = reader.readBytes(size + MASK_SIZE + (int) length);
        return ClientWsFrame.read(context, DataReader.create(() -> frame), (int) length)
                .payloadData()
                .readBytes();
    }

    /// Whether the length could have been written in fewer bytes.
    boolean wasteful() {
        return (size == 4 && length < 126) || (size == 10 && length >= 0 && length < 1 << 16);
    }
}
