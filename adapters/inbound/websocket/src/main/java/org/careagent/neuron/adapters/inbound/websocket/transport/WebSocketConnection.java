package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;

import org.careagent.neuron.application.handshake.Admission;
import org.careagent.neuron.application.handshake.Admission.Slot;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/// One client from its upgrade request to the end of its TCP connection: waits for a slot, answers
/// the request, and holds the conversation.
///
/// The slot is held until the listener has been told the end. The wait for the peer's close frame
/// comes after that, so that a peer that is slow to leave keeps nobody out. Helidon closes the
/// socket when [#handle(Limit)] returns.
final class WebSocketConnection implements ServerConnection {
    private final ConnectionContext context;
    private final HandshakeKey key;
    private final Admission admission;
    private final Session session;
    private final Conversation conversation;
    private final Object gate = new Object();

    /// The thread that waits for a slot, while it does.
    private @Nullable Thread waiting;

    WebSocketConnection(
            ConnectionContext context,
            HandshakeKey key,
            Admission admission,
            Session session,
            Conversation conversation) {
        this.context = context;
        this.key = key;
        this.admission = admission;
        this.session = session;
        this.conversation = conversation;
    }

    /// Runs the connection on a thread of the server's executor, not on the calling one: a server
    /// that stops interrupts the latter at once, wherever it is, and closes its channel by that,
    /// while it lets its executor finish until the grace period is over.
    @Override
    public void handle(Limit limit) {
        try {
            await(context.executor().submit(this::run));
        } catch (RejectedExecutionException _) {
            session.refuse();
        }
    }

    private static void await(Future<?> run) {
        while (true) {
            try {
                run.get();
                return;
            } catch (InterruptedException _) {
                // The server stops: it has called close() before, which ends what we wait for.
            } catch (ExecutionException e) {
                throw new IllegalStateException("a WebSocket connection failed", e.getCause());
            }
        }
    }

    /// The deadlines are the listener's: nothing in here is idle for Helidon to close.
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    /// The server stops (section 8).
    @Override
    public void close(boolean interrupt) {
        if (session.isWaiting()) {
            // At once: if handle() was not called yet, the socket is closed as soon as this
            // returns.
            session.goAway();
        } else {
            // Helidon closes one connection after the other: a peer that takes nothing in must not
            // hold up the rest.
            Thread.startVirtualThread(session::goAway);
        }
        synchronized (gate) {
            if (waiting != null) {
                waiting.interrupt();
            }
        }
    }

    private void run() {
        Optional<Slot> place = waitForSlot();
        if (place.isEmpty()) {
            session.refuse();
            return;
        }
        try (var _ = place.get()) {
            if (session.open(HttpAnswers.switchingProtocols(key))) {
                conversation.hold();
            }
        }
        conversation.awaitPeer();
    }

    private Optional<Slot> waitForSlot() {
        waiting(Thread.currentThread());
        try {
            // Only now, since a close() that came earlier found nobody to interrupt.
            return session.isWaiting() ? admission.enter() : Optional.empty();
        } finally {
            waiting(null);
        }
    }

    private void waiting(@Nullable Thread thread) {
        synchronized (gate) {
            waiting = thread;
        }
    }
}
