package org.careagent.neuron.adapters.inbound.websocket.transport;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What the listeners of a server were told, in order.
final class Events {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

    void add(String event) {
        queue.add(event);
    }

    /// Waits for the next one.
    String next() {
        try {
            return requireNonNull(queue.poll(5, TimeUnit.SECONDS), "no event in 5 seconds");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Whether nothing comes for so long.
    boolean staysQuiet(Duration time) {
        try {
            return queue.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean none() {
        return queue.isEmpty();
    }
}
