package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.jspecify.annotations.Nullable;

import java.net.ProtocolException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What comes over a connection, to be taken one by one.
///
/// What is held is bounded in size and number. An end of the connection that comes right behind a
/// message, without a close frame, the JDK may fail to tell (it throws an InternalError on a thread
/// of its own): whoever waits here needs a deadline.
final class Inbox implements WebSocket.Listener {
    static final int LONGEST_MESSAGE = 65_536;
    // A handshake takes two messages; fragments and pings come on top.
    private static final int MOST_FRAMES = 5_000;

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final StringBuilder parts = new StringBuilder();
    private int frames;

    /// Something that came.
    sealed interface Arrival {
        /// A whole message.
        record Text(String text) implements Arrival {}

        /// What no Neuron may send.
        ///
        /// @param what to follow "it"
        record Forbidden(String what) implements Arrival {}

        /// The Neuron closed the connection.
        record Closed(int code, String reason) implements Arrival {}

        /// The connection was lost.
        record Lost(String why) implements Arrival {}

        /// Nothing came in time.
        record Nothing() implements Arrival {}
    }

    /// Waits for what comes next, `most` at the longest.
    Arrival next(Duration most) throws InterruptedException {
        Arrival arrival = arrivals.poll(most.toNanos(), TimeUnit.NANOSECONDS);
        return arrival == null ? new Arrival.Nothing() : arrival;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        if (parts.length() + part.length() > LONGEST_MESSAGE) {
            arrivals.add(
                    new Arrival.Forbidden(
                            "sent a message of more than " + LONGEST_MESSAGE + " characters"));
            return null;
        }
        parts.append(part);
        if (last) {
            arrivals.add(new Arrival.Text(parts.toString()));
            parts.setLength(0);
        }
        goOn(socket);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        arrivals.add(new Arrival.Forbidden("sent a binary frame"));
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer payload) {
        goOn(socket);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
        goOn(socket);
        return null;
    }

    // What is not asked for is not read, so that a flood ends here.
    private void goOn(WebSocket socket) {
        if (++frames > MOST_FRAMES) {
            arrivals.add(new Arrival.Forbidden("sent more than " + MOST_FRAMES + " frames"));
        } else {
            socket.request(1);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        arrivals.add(
                code == CloseCodes.LOST
                        ? new Arrival.Lost("it ended without a close frame")
                        : new Arrival.Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        Throwable cause = error.getCause();
        arrivals.add(
                error instanceof ProtocolException
                        ? new Arrival.Forbidden(
                                "broke WebSocket's own rules: "
                                        + (cause == null ? error : cause).getMessage())
                        : new Arrival.Lost(String.valueOf(error.getMessage())));
    }
}
