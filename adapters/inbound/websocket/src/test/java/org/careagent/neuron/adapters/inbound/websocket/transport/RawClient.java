package org.careagent.neuron.adapters.inbound.websocket.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/// A client that may do everything wrong.
final class RawClient implements AutoCloseable {
    static final int TEXT = 0x81;
    static final int BINARY = 0x82;
    static final int CLOSE = 0x88;
    static final int PING = 0x89;
    static final int PONG = 0x8A;
    static final int FIRST_TEXT = 0x01;
    static final int MIDDLE = 0x00;
    static final int LAST = 0x80;

    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    private final Socket socket;
    private final DataInputStream in;

    /// @param text of a data frame; of a close frame what comes after the code
    record Frame(int first, int code, String text) {}

    RawClient(int port) {
        this("127.0.0.1", port);
    }

    /// @param from one of the loopback addresses of this machine
    RawClient(String from, int port) {
        try {
            socket =
                    new Socket(
                            InetAddress.ofLiteral("127.0.0.1"),
                            port,
                            InetAddress.ofLiteral(from),
                            0);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(5000);
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String request() {
        return """
        GET /ws/handshake?x=y HTTP/1.1
        Host: localhost
        Connection: keep-alive, Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        """;
    }

    /// Sends a request and gives the head of the answer.
    String ask(String request) {
        askWithoutWaiting(request);
        return head();
    }

    void askWithoutWaiting(String request) {
        send((request.replace("\n", "\r\n") + "\r\n").getBytes(ISO_8859_1));
    }

    RawClient open() {
        String head = ask(request());
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(head);
        }
        return this;
    }

    String head() {
        return reading(() -> {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            return head.toString();
        });
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void text(String text) {
        send(frame(TEXT, text));
    }

    /// Sends a text and reads what comes next.
    Frame say(String text) {
        text(text);
        return read();
    }

    static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(UTF_8));
    }

    static byte[] frame(int first, byte[] payload) {
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK[i % 4];
        }
        byte[] length =
                payload.length < 126
                        ? bytes(0x80 | payload.length)
                        : bytes(0xFE, payload.length >> 8, payload.length);
        return join(bytes(first), length, MASK, masked);
    }

    static byte[] close(int code, String reason) {
        return frame(CLOSE, join(bytes(code >> 8, code), reason.getBytes(UTF_8)));
    }

    static byte[] bytes(int... values) {
        var bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    Frame read() {
        return reading(() -> {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            boolean coded = first == CLOSE && length >= 2;
            int code = coded ? in.readUnsignedShort() : 0;
            return new Frame(
                    first, code, new String(in.readNBytes(coded ? length - 2 : length), UTF_8));
        });
    }

    /// Whether the server ends the stream next, properly.
    boolean seesTheEnd() {
        return reading(() -> in.read() == -1);
    }

    /// Whether the server ends the connection next, or has; how is all the same.
    boolean isCutOff() {
        try {
            while (true) {
                if (in.read() == -1) {
                    return true;
                }
            }
        } catch (SocketException _) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reading<T> {
        T get() throws IOException;
    }

    private static <T> T reading(Reading<T> reading) {
        try {
            return reading.get();
        } catch (EOFException e) {
            throw new AssertionError("the server has ended the connection", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
