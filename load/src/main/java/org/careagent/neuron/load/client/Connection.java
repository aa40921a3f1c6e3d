package org.careagent.neuron.load.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;

/// One connection to a Neuron's port, on a raw socket: it says what it is told to, in the order it
/// is told to, and no more. For one thread at a time, except that any may end it.
///
/// Made for virtual threads: ten thousand of them wait on as many connections.
public final class Connection implements AutoCloseable {
    private static final int INPUT_BUFFER = 512;
    private static final int LONGEST_HEAD = 8192;

    private final Socket tcp;
    private final Socket socket;
    private final String host;
    private final InputStream in;

    /// @param tcp the connection itself
    /// @param socket what goes over it: the same, or the TLS on top
    Connection(Socket tcp, Socket socket, String host) throws IOException {
        this.tcp = tcp;
        this.socket = socket;
        this.host = host;
        this.in = new BufferedInputStream(socket.getInputStream(), INPUT_BUFFER);
    }

    /// Sends a request for an upgrade to WebSocket, and does not wait for the answer.
    public void askForUpgrade() throws IOException {
        send(
                head(
                        "GET /ws/handshake HTTP/1.1",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        ""));
    }

    /// The same for another path, with a header more.
    public void askForUpgrade(String path, String header) throws IOException {
        send(
                head(
                        "GET " + path + " HTTP/1.1",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        header,
                        ""));
    }

    /// Sends the beginning of such a request, and never the rest.
    public void askForHalfAnUpgrade() throws IOException {
        send(head("GET /ws/handshake HTTP/1.1", "Connection: Upgr"));
    }

    /// Sends a plain request.
    public void askFor(String path) throws IOException {
        send(head("GET " + path + " HTTP/1.1", "Connection: close", ""));
    }

    private byte[] head(String requestLine, String... headers) {
        return (requestLine + "\r\nHost: " + host + "\r\n" + String.join("\r\n", headers))
                .concat(headers[headers.length - 1].isEmpty() ? "\r\n" : "")
                .getBytes(US_ASCII);
    }

    /// Waits for the head of an HTTP answer.
    public HttpAnswer answer() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int last4 = 0;
        while (last4 != 0x0D0A0D0A) {
            int next = next();
            last4 = last4 << 8 | next;
            read.write(next);
            if (read.size() > LONGEST_HEAD) {
                throw new IOException("a head without end");
            }
        }
        String head = read.toString(US_ASCII);
        if (!head.matches("(?s)HTTP/1\\.1 \\d{3}.*")) {
            throw new IOException("no HTTP: " + head.lines().findFirst().orElse(""));
        }
        return new HttpAnswer(Integer.parseInt(head.substring(9, 12)), head);
    }

    /// Sends a text message.
    public void say(String text) throws IOException {
        send(Frames.text(text));
    }

    /// Sends bytes as they are.
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// Waits for a message, a close frame or the end of the connection. A ping is answered.
    public Heard hear() throws IOException {
        for (int first = in.read(); first >= 0; first = in.read()) {
            byte[] payload = payload();
            switch (first & 0x0F) {
                case Frames.TEXT -> {
                    return new Heard.Text(new String(payload, UTF_8));
                }
                case Frames.CLOSE -> {
                    return new Heard.Close(
                            payload.length < 2
                                    ? 1005
                                    : ByteBuffer.wrap(payload).getShort() & 0xFFFF);
                }
                case Frames.PING -> send(Frames.pong(payload));
                default -> {
                    // Pongs are of no interest.
                }
            }
        }
        return new Heard.End();
    }

    /// Waits for the answer to an upgrade, then goes through the whole handshake with right
    /// answers, close included. What goes wrong is told, not thrown.
    public Outcome shakeHands(Patient patient) {
        try {
            HttpAnswer answer = answer();
            return answer.isUpgrade()
                    ? introduce(patient)
                    : new Outcome.Failed("answered " + answer.status());
        } catch (IOException e) {
            return new Outcome.Failed(e.toString());
        }
    }

    /// The same once the upgrade is granted.
    public Outcome introduce(Patient patient) throws IOException {
        say(patient.auth());
        Heard first = hear();
        if (!(first instanceof Heard.Text(String challenge))
                || !Json.member(challenge, "type").equals("handshake.challenge")) {
            return new Outcome.Failed("instead of handshake.challenge: " + first);
        }
        say(patient.answer(challenge));
        return outcome();
    }

    /// The same, until the Neuron has said how it ends; what follows that may be cut off.
    public Told hearOut(Patient patient) throws IOException {
        say(patient.auth());
        if (hear() instanceof Heard.Text(String first)) {
            if (Json.member(first, "type").equals("handshake.challenge")) {
                say(patient.answer(first));
                return hear() instanceof Heard.Text(String last)
                        ? Told.in(last)
                        : new Told.Nothing();
            }
            return Told.in(first);
        }
        return new Told.Nothing();
    }

    /// The same once the challenge is answered.
    public Outcome outcome() throws IOException {
        Heard last = hear();
        if (!(last instanceof Heard.Text(String complete))
                || !Json.member(complete, "type").equals("handshake.complete")) {
            return new Outcome.Failed("instead of handshake.complete: " + last);
        }
        if (!(hear() instanceof Heard.Close(int code)) || code != 1000) {
            return new Outcome.Failed("no close 1000 after handshake.complete");
        }
        send(Frames.close(1000));
        return hear() instanceof Heard.End
                ? new Outcome.Completed(
                        Json.member(complete, "relationship_id"),
                        Json.member(complete, "status").equals("existing"))
                : new Outcome.Failed("something came after the close");
    }

    /// Reads whatever comes until the Neuron ends the connection, or we do.
    public void awaitEnd() {
        try {
            while (in.skip(Long.MAX_VALUE) > 0 || in.read() >= 0) {
                // What comes is of no interest.
            }
        } catch (IOException _) {
            // A reset is an end too, and so is our own close.
        }
    }

    /// Sends a close frame and FIN, and reads on for what may still come.
    public void leave() throws IOException {
        send(Frames.close(1000));
        socket.shutdownOutput();
    }

    /// Ends the connection by RST.
    public void reset() {
        try {
            tcp.setSoLinger(true, 0);
            tcp.close();
        } catch (IOException _) {
            // The other side was faster.
        }
    }

    /// Ends the connection by FIN, without a close frame.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // The other side was faster.
        }
    }

    private byte[] payload() throws IOException {
        int length = next();
        if (length == 126) {
            length = next() << 8 | next();
        } else if (length == 127) {
            throw new IOException("longer than anything a Neuron says");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("the connection ended in a frame");
        }
        return payload;
    }

    private int next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection ended");
        }
        return next;
    }
}
