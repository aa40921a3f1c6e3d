package org.careagent.neuron.adapters.inbound.websocket.transport;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The connections from their upgrade request to their end.
final class OpenConnections {
    /// One of them.
    interface Departing {
        /// Says goodbye.
        void goAway();

        /// Ends it without another word.
        void cut();
    }

    private final Set<Departing> all = ConcurrentHashMap.newKeySet();
    private final Lock lock = new ReentrantLock();
    private final Condition someoneLeft = lock.newCondition();

    void add(Departing connection) {
        all.add(connection);
    }

    void remove(Departing connection) {
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

    /// Says goodbye to all. Returns when all have gone, or after `time`, when the rest is cut off.
    void drain(Duration time) {
        all.forEach(connection -> Thread.startVirtualThread(connection::goAway));
        if (!awaitNone(time)) {
            all.forEach(Departing::cut);
        }
    }

    /// Waits until there is none.
    ///
    /// @return false if there still is one after so long
    private boolean awaitNone(Duration time) {
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
