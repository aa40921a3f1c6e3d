package org.careagent.neuron.adapters.inbound.websocket.transport;

import java.util.Arrays;

/// What a frame is (RFC 6455, section 5.2).
enum Opcode {
    CONTINUATION(0x0),
    TEXT(0x1),
    BINARY(0x2),
    CLOSE(0x8),
    PING(0x9),
    PONG(0xA),
    /// Any of the others: no extension is selected that could give them a meaning.
    RESERVED(-1);

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    static Opcode of(int code) {
        return Arrays.stream(values()).filter(it -> it.code == code).findFirst().orElse(RESERVED);
    }

    int code() {
        return code;
    }

    boolean control() {
        return this == CLOSE || this == PING || this == PONG;
    }
}
