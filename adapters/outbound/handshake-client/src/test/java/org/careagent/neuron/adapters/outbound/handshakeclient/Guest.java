package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A connection as a server sees it, byte by byte, so that everything can be done wrong.
final class Guest {
    static final int FIN_TEXT = 0x81;
    static final int FIN_BINARY = 0x82;
    static final int FIN_CLOSE = 0x88;
    static final int FIN_PING = 0x89;
    private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");

    private final DataInputStream in;
    private final OutputStream out;
    private final String head;

    /// Reads the head of the request.
    Guest(Socket socket) throws IOException {
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.head = readHead();
    }

    boolean wantsUpgrade() {
        return KEY.matcher(head).find();
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    /// Answers 101.
    void upgrade() throws IOException, GeneralSecurityException {
        Matcher key = KEY.matcher(head);
        if (!key.find()) {
            throw new IOException("no upgrade was asked for");
        }
        byte[] hash =
                MessageDigest.getInstance("SHA-1")
                        .digest(
                                (key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                        .getBytes(StandardCharsets.US_ASCII));
        upgrade(Base64.getEncoder().encodeToString(hash));
    }

    /// Answers 101 with this `Sec-WebSocket-Accept`.
    void upgrade(String accept) throws IOException {
        raw(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + accept
                        + "\r\n\r\n");
    }

    /// Sends these characters, as ASCII.
    void raw(String text) throws IOException {
        raw(text.getBytes(StandardCharsets.US_ASCII));
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /// The payload of the client's next frame.
    String hear() throws IOException {
        int _ = in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new String(payload, StandardCharsets.UTF_8);
    }

    void say(String text) throws IOException {
        frame(FIN_TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void close(int code) throws IOException {
        frame(FIN_CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    /// @param first the byte that a frame begins with: FIN, reserved bits, opcode
    void frame(int first, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 4).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        raw(bytes);
    }

    /// Waits for the client to leave.
    void awaitEnd() throws IOException {
        while (in.read() >= 0) {
            // What it still sends is of no interest.
        }
    }
}
