package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.common.buffers.BufferData;

/// Frames from our side: unmasked and never fragmented (RFC 6455, section 5.1). Helidon has a type
/// for them (`ServerWsFrame`), but no public way to turn one into bytes.
final class Frames {
    /// The longest payload of a control frame, in bytes (RFC 6455, section 5.5).
    static final int LONGEST_CONTROL = 125;

    private static final int LONGEST_HEAD = 10;

    private Frames() {}

    static BufferData control(Opcode opcode, byte[] payload) {
        if (payload.length > LONGEST_CONTROL) {
            throw new IllegalArgumentException("a control frame has at most 125 bytes");
        }
        return data(opcode, payload);
    }

    /// In one buffer, so that it leaves in one piece.
    static BufferData data(Opcode opcode, byte[] payload) {
        BufferData frame = BufferData.create(LONGEST_HEAD + payload.length);
        frame.write(0x80 | opcode.code());
        if (payload.length <= LONGEST_CONTROL) {
            frame.write(payload.length);
        } else if (payload.length < 1 << 16) {
            frame.write(126);
            frame.writeInt16(payload.length);
        } else {
            frame.write(127);
            frame.writeInt32(0);
            frame.writeInt32(payload.length);
        }
        frame.write(payload);
        return frame;
    }
}
