package org.careagent.neuron.bootstrap.client;

import org.jspecify.annotations.Nullable;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What comes over one connection. It is waited for, with a deadline.
final class Hearing implements WebSocket.Listener {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    // What a client says of a connection that ended without a close frame.
    private static final int ABNORMAL = 1006;

    private final StringBuilder parts = new StringBuilder();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closing = new LinkedBlockingQueue<>();

    /// The next message.
    String message() {
        return messageWithin(DEADLINE)
                .orElseThrow(() -> new AssertionError("waited in vain for a message"));
    }

    /// The next message, if one comes.
    Optional<String> messageWithin(Duration time) {
        return poll(messages, time);
    }

    /// The code of the close frame.
    int closeCode() {
        return poll(closing, DEADLINE)
                .orElseThrow(() -> new AssertionError("waited in vain for a close frame"));
    }

    private static <T> Optional<T> poll(BlockingQueue<T> queue, Duration time) {
        try {
            return Optional.ofNullable(queue.poll(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        parts.append(part);
        if (last) {
            messages.add(parts.toString());
            parts.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closing.add(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closing.add(ABNORMAL);
    }
}
