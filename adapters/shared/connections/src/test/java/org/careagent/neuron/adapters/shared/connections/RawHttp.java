package org.careagent.neuron.adapters.shared.connections;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/// A client that may do everything wrong, from an address of its own.
final class RawHttp implements AutoCloseable {
    private final Socket socket;

    /// @param from one of the loopback addresses of this machine
    RawHttp(String from, int port) {
        try {
            socket =
                    new Socket(
                            InetAddress.ofLiteral("127.0.0.1"),
                            port,
                            InetAddress.ofLiteral(from),
                            0);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(5000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends, and goes on.
    RawHttp saying(String text) {
        send(text);
        return this;
    }

    RawHttp get(String path) {
        return saying("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /// Reads an answer up to `last`.
    String readTo(String last) {
        try {
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (answer.indexOf(last) < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new AssertionError("ended after: " + answer);
                }
                answer.append((char) next);
            }
            return answer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the server ends the connection in order, after whatever it still says.
    boolean seesTheEnd() {
        try {
            while (socket.getInputStream().read() >= 0) {
                // What it says is not of interest.
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the server ends the connection, in whatever way.
    boolean isCutOff() {
        try {
            return seesTheEnd();
        } catch (UncheckedIOException e) {
            return e.getCause() instanceof java.net.SocketException;
        }
    }

    /// Whether the connection is open, and nothing has come.
    boolean isQuiet() {
        try {
            socket.setSoTimeout(50);
            int next = socket.getInputStream().read();
            throw new AssertionError("came: " + next);
        } catch (java.net.SocketTimeoutException _) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            restoreTimeout();
        }
    }

    private void restoreTimeout() {
        try {
            socket.setSoTimeout(5000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Leaves now.
    void leave() {
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
