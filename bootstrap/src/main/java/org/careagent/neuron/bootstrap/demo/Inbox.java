package org.careagent.neuron.bootstrap.demo;

import org.jspecify.annotations.Nullable;

import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/// What comes over a connection, to be taken one by one.
final class Inbox implements WebSocket.Listener {
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final StringBuilder parts = new StringBuilder();
    private volatile String closing = "the connection was lost";

    /// Something that came.
    sealed interface Arrival {
        /// A whole message.
        record Text(String text) implements Arrival {}

        /// The end.
        record End() implements Arrival {}
    }

    /// Waits for what comes next.
    Arrival next() throws InterruptedException {
        return arrivals.take();
    }

    /// How the connection ended, once it has.
    String closing() {
        return closing;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        parts.append(part);
        if (last) {
            arrivals.add(new Arrival.Text(parts.toString()));
            parts.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closing = "close " + code;
        arrivals.add(new Arrival.End());
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        arrivals.add(new Arrival.End());
    }
}
