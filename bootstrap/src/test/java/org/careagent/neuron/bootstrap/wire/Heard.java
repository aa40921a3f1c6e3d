package org.careagent.neuron.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.careagent.neuron.bootstrap.client.Json;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/// What came from the server: one frame, or that there is none.
///
/// @param what the type of a message, with the code of an error; `pong` with its payload in hex;
///   `close` with its code; or [#END], [#RESET], [#SILENCE]
/// @param members of a message
record Heard(String what, Map<String, String> members) {
    /// The server has ended the stream properly.
    static final String END = "end";

    /// The connection was broken off.
    static final String RESET = "reset";

    /// Nothing came in time.
    static final String SILENCE = "silence";

    static Heard nothing(String how) {
        return new Heard(how, Map.of());
    }

    boolean isLast() {
        return what.equals(END) || what.equals(RESET) || what.equals(SILENCE);
    }

    /// Reads a frame, and fails if a server must not send such a one (RFC 6455, section 5).
    static Heard read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first == -1) {
            return nothing(END);
        }
        assertThat(first & 0x70).as("reserved bits (section 5.2)").isZero();
        int second = in.readUnsignedByte();
        assertThat(second & 0x80).as("the mask bit of a server (section 5.1)").isZero();
        byte[] payload = payload(in, second);
        int opcode = first & 0x0F;
        boolean whole = (first & Frames.FIN) != 0;
        if (opcode >= Frames.CLOSE) {
            assertThat(whole).as("a control frame is not fragmented (section 5.5)").isTrue();
            assertThat(payload).as("a control frame (section 5.5)").hasSizeLessThan(126);
        }
        return of(opcode, whole, payload);
    }

    private static byte[] payload(DataInputStream in, int second) throws IOException {
        long length = second;
        if (second == 126) {
            length = in.readUnsignedShort();
            assertThat(length).as("shortest length (section 5.2)").isGreaterThan(125);
        } else if (second == 127) {
            length = in.readLong();
            assertThat(length).as("shortest length (section 5.2)").isGreaterThan(65_535);
        }
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        if (payload.length < length) {
            throw new EOFException("within a frame");
        }
        return payload;
    }

    private static Heard of(int opcode, boolean whole, byte[] payload) throws IOException {
        return switch (opcode) {
            case Frames.TEXT -> whole ? message(decoded(payload)) : nothing("fragment");
            case Frames.CLOSE -> nothing(close(payload));
            case Frames.PONG -> nothing("pong " + HexFormat.of().formatHex(payload));
            default -> nothing("opcode " + opcode);
        };
    }

    private static Heard message(String text) {
        Map<String, String> members = Json.read(text);
        String type = members.getOrDefault("type", "no type");
        String code = members.getOrDefault("code", "");
        return new Heard((type + " " + code).strip(), members);
    }

    private static String close(byte[] payload) throws IOException {
        if (payload.length == 0) {
            return "close";
        }
        assertThat(payload).as("the body of a close (section 5.5.1)").hasSizeGreaterThan(1);
        int code = ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        assertThat(code).as("a close code (section 7.4)").isBetween(1000, 4999);
        assertThat(code).as("a code that is never sent (section 7.4.1)").isNotIn(1005, 1006, 1015);
        String _ = decoded(Arrays.copyOfRange(payload, 2, payload.length));
        return "close " + code;
    }

    private static String decoded(byte[] utf8) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }
}
