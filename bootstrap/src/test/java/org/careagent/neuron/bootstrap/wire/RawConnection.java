package org.careagent.neuron.bootstrap.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A connection that sends whatever it is told to. All that it waits for has a deadline.
final class RawConnection implements AutoCloseable {
    /// How long it waits for anything to come.
    static final Duration DEADLINE = Duration.ofSeconds(4);

    private static final Duration TRICKLE = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Socket socket;
    private final DataInputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        patience(DEADLINE);
    }

    /// Connects to the host and port of `address`.
    static RawConnection to(URI address) {
        try {
            return new RawConnection(new Socket(address.getHost(), address.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How long it waits from now on.
    void patience(Duration patience) {
        try {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(byte[] packet) {
        try {
            socket.getOutputStream().write(packet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String head) {
        send(head.getBytes(ISO_8859_1));
    }

    /// Sends one after the other.
    ///
    /// @return that the server has broken off meanwhile, or nothing
    List<String> sendAll(List<byte[]> packets) {
        try {
            packets.forEach(this::send);
            return List.of();
        } catch (UncheckedIOException _) {
            return List.of("broken off while sending");
        }
    }

    /// Sends what the server may have stopped to read.
    void sendIfOpen(byte[] packet) {
        try {
            send(packet);
        } catch (UncheckedIOException _) {
            // The reader sees how it ended.
        }
    }

    /// Reads the answer to a request.
    HttpAnswer answer() {
        try {
            return HttpAnswer.read(in);
        } catch (IOException e) {
            throw new AssertionError("no answer: " + e.getMessage(), e);
        }
    }

    /// What comes next.
    Heard next() {
        try {
            return Heard.read(in);
        } catch (SocketTimeoutException _) {
            return Heard.nothing(Heard.SILENCE);
        } catch (SocketException _) {
            return Heard.nothing(Heard.RESET);
        } catch (EOFException _) {
            return Heard.nothing("end within a frame");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next `count` that come; fewer if nothing more does.
    List<String> next(int count) {
        List<String> heard = new ArrayList<>();
        boolean last = false;
        while (heard.size() < count && !last) {
            Heard next = next();
            heard.add(next.what());
            last = next.isLast();
        }
        return heard;
    }

    /// Reads bytes, whatever they say, until the connection has ended or patience has.
    ///
    /// @return whether it has ended
    boolean readToTheEnd() {
        try {
            while (in.read() != -1) {}
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    /// Sends a byte every now and then, until that is refused or `limit` has passed.
    ///
    /// @return how long it took
    Duration takesBytesFor(Duration limit) {
        long start = System.nanoTime();
        Duration passed = Duration.ZERO;
        try {
            while (passed.compareTo(limit) < 0) {
                send(new byte[1]);
                LockSupport.parkNanos(PAUSE.toNanos());
                passed = Duration.ofNanos(System.nanoTime() - start);
            }
        } catch (UncheckedIOException _) {
            // It is refused.
        }
        return passed;
    }

    /// Sends something five times a second, whatever comes, until the connection ends or `limit`
    /// has passed.
    ///
    /// @return how long it took
    Duration lastsWhileItSends(String something, Duration limit) {
        patience(TRICKLE);
        long start = System.nanoTime();
        boolean ended = false;
        Duration passed = Duration.ZERO;
        while (!ended && passed.compareTo(limit) < 0) {
            sendIfOpen(something.getBytes(ISO_8859_1));
            ended = readToTheEnd();
            passed = Duration.ofNanos(System.nanoTime() - start);
        }
        return passed;
    }

    /// Says that nothing more comes, and listens on.
    void endStream() {
        try {
            socket.shutdownOutput();
        } catch (IOException _) {
            // The reader sees how it ended.
        }
    }

    /// Breaks off without a word.
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
}
