package org.careagent.neuron.adapters.inbound.websocket.transport;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The connections from their upgrade request to their end.
final class OpenConnections {
    private final Set<WebSocketConnection> all = ConcurrentHashMap.newKeySet();
    private final Lock lock = new ReentrantLock();
    private final Condition someoneLeft = lock.newCondition();

    void add(WebSocketConnection connection) {
        all.add(connection);
    }

    void remove(WebSocketConnection connection) {
        all.remove(connection);
        if (all.isEmpty()) {
            lock.lock();
            try {
                someoneLeft.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    void forEach(Consumer<WebSocketConnection> action) {
        all.forEach(action);
    }

    /// Waits until there is none.
    ///
    /// @return false if there still is one after so long
    boolean awaitNone(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!all.isEmpty() && left > 0) {
                left = someoneLeft.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return all.isEmpty();
    }
}
