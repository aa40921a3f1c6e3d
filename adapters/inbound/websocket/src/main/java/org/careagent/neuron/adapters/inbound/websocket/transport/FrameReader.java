package org.careagent.neuron.adapters.inbound.websocket.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.SocketContext;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/// Turns the frames of one peer into whole messages, and refuses what RFC 6455 forbids.
///
/// Helidon's codec decodes a frame, but only one whose head was found good here: of itself it
/// answers a reserved opcode with an exception of no meaning, and has taken half of an oversized
/// frame by the time it refuses it.
final class FrameReader {
    private final SocketContext context;
    private final int maxPayloadBytes;
    private final ByteArrayOutputStream joined = new ByteArrayOutputStream();

    /// What the next continuation continues; `CONTINUATION` itself if there is nothing to continue.
    private Opcode joining = Opcode.CONTINUATION;

    FrameReader(SocketContext context, int maxPayloadBytes) {
        this.context = context;
        this.maxPayloadBytes = maxPayloadBytes;
    }

    /// Reads one frame. A frame that breaks the rules of its head stays unread.
    Incoming next(DataReader reader) {
        FrameHeader header = FrameHeader.peek(reader);
        Optional<CloseFrame> refusal = refusal(header);
        if (refusal.isPresent()) {
            return new Incoming.Violation(refusal.get());
        }
        byte[] payload = header.payload(context, reader);
        return switch (header.opcode()) {
            case TEXT, BINARY, CONTINUATION -> data(header, payload);
            case CLOSE -> close(payload);
            case PING -> new Incoming.Ping(payload);
            case PONG -> new Incoming.Pong(payload);
            case RESERVED -> throw new IllegalStateException("refused above");
        };
    }

    private Optional<CloseFrame> refusal(FrameHeader header) {
        if (header.reserved() || header.opcode() == Opcode.RESERVED) {
            return Optional.of(CloseFrame.protocolError("Reserved bit or opcode"));
        }
        if (!header.masked()) {
            return Optional.of(CloseFrame.protocolError("Unmasked frame"));
        }
        if (header.length() < 0 || header.wasteful()) {
            return Optional.of(CloseFrame.protocolError("Malformed length"));
        }
        return header.opcode().control() ? refusalOfControl(header) : refusalOfData(header);
    }

    private static Optional<CloseFrame> refusalOfControl(FrameHeader header) {
        return header.fin() && header.length() <= Frames.LONGEST_CONTROL
                ? Optional.empty()
                : Optional.of(CloseFrame.protocolError("Control frame fragmented or too long"));
    }

    private Optional<CloseFrame> refusalOfData(FrameHeader header) {
        boolean continues = header.opcode() == Opcode.CONTINUATION;
        boolean expected = joining != Opcode.CONTINUATION;
        if (continues != expected) {
            return Optional.of(CloseFrame.protocolError("Fragments out of order"));
        }
        return header.length() > maxPayloadBytes - joined.size()
                ? Optional.of(CloseFrame.TOO_BIG)
                : Optional.empty();
    }

    private Incoming data(FrameHeader header, byte[] payload) {
        if (header.opcode() != Opcode.CONTINUATION) {
            joining = header.opcode();
        }
        joined.writeBytes(payload);
        if (!header.fin()) {
            return new Incoming.Nothing();
        }
        boolean text = joining == Opcode.TEXT;
        byte[] message = joined.toByteArray();
        joining = Opcode.CONTINUATION;
        joined.reset();
        return text ? text(message) : new Incoming.Binary(message);
    }

    private static Incoming text(byte[] message) {
        return utf8(message, 0)
                .<Incoming>map(Incoming.Text::new)
                .orElseGet(() -> new Incoming.Violation(CloseFrame.NOT_UTF_8));
    }

    /// RFC 6455, section 5.5.1. A malformed close frame is a close frame: nothing comes after it.
    private static Incoming close(byte[] payload) {
        if (payload.length == 0) {
            return new Incoming.PeerClose(CloseFrame.WITHOUT_CODE, CloseFrame.WITHOUT_CODE);
        }
        int code = payload.length == 1 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        if (!CloseFrame.mayBeSent(code)) {
            CloseFrame refusal = CloseFrame.protocolError("Malformed close frame");
            return new Incoming.PeerClose(refusal, refusal);
        }
        return utf8(payload, 2)
                .map(reason -> echo(new CloseFrame(code, reason)))
                .orElseGet(
                        () -> new Incoming.PeerClose(CloseFrame.NOT_UTF_8, CloseFrame.NOT_UTF_8));
    }

    private static Incoming.PeerClose echo(CloseFrame peers) {
        return new Incoming.PeerClose(peers, new CloseFrame(peers.code(), ""));
    }

    /// Strictly: a decoder made like this reports what is malformed, `new String` mends it
    /// silently.
    private static Optional<String> utf8(byte[] bytes, int start) {
        try {
            ByteBuffer text = ByteBuffer.wrap(bytes, start, bytes.length - start);
            return Optional.of(UTF_8.newDecoder().decode(text).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
