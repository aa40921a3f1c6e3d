package org.careagent.neuron.application.introduction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Queue;

/// What is to be sent over one connection, one after the other and in its order, on a thread that
/// may block: whoever posts never waits for a slow reader. It is as long as what is posted is
/// limited.
final class Outbox {
    private static final System.Logger LOGGER = System.getLogger(Outbox.class.getName());

    private final Threads threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean atWork;

    Outbox(Threads threads) {
        this.threads = threads;
    }

    void post(Runnable sending) {
        synchronized (this) {
            waiting.add(sending);
            if (atWork) {
                return;
            }
            atWork = true;
        }
        threads.start(this::work);
    }

    private void work() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                LOGGER.log(System.Logger.Level.ERROR, "could not send to a provider's agent", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        atWork = next != null;
        return next;
    }
}
