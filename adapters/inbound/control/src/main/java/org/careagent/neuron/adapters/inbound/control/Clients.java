package org.careagent.neuron.adapters.inbound.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Who is at the control socket: so many at the most, each served on a thread of its own.
final class Clients {
    private static final System.Logger LOGGER = System.getLogger(Clients.class.getName());
    private static final int MOST = 128;
    private static final Duration MOMENT = Duration.ofMillis(1);
    // What who has just come may take to say what it wants, when the Neuron closes.
    private static final Duration LAST_ORDERS = Duration.ofMillis(250);

    private final Semaphore places = new Semaphore(MOST);
    private final Set<ControlConnection> present = ConcurrentHashMap.newKeySet();

    /// Serves one more, to whom nobody else has to give way while being answered.
    void serve(ControlConnection client) {
        makeRoom();
        present.add(client);
        Thread.ofVirtual().name("control client").start(() -> serveToTheEnd(client));
    }

    // Whoever keeps the Neuron waiting longest makes room: who only sits there, or does not read,
    // keeps nobody else from being heard. Nobody is cut off while an answer is being made, and
    // that takes no longer than it may.
    private void makeRoom() {
        while (!places.tryAcquire()) {
            present.stream()
                    .filter(client -> client.waitingSince().isPresent())
                    .min(Comparator.comparing(client -> client.waitingSince().orElse(Instant.MAX)))
                    .ifPresent(ControlConnection::cutOff);
            LockSupport.parkNanos(MOMENT.toNanos());
        }
    }

    private void serveToTheEnd(ControlConnection client) {
        try {
            client.run();
        } finally {
            present.remove(client);
            places.release();
        }
    }

    /// Lets requests in hand finish for as long as a request may take, and takes no more.
    void seeOff() {
        if (leaveIn(LAST_ORDERS)) {
            return;
        }
        present.forEach(ControlConnection::takeNoMore);
        if (!leaveIn(ControlDesk.PATIENCE)) {
            LOGGER.log(System.Logger.Level.WARNING, "a client of the control socket was cut off");
            present.forEach(ControlConnection::cutOff);
        }
    }

    private boolean leaveIn(Duration patience) {
        try {
            boolean gone = places.tryAcquire(MOST, patience.toMillis(), TimeUnit.MILLISECONDS);
            if (gone) {
                places.release(MOST);
            }
            return gone;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
