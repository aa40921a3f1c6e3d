package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/// The blocking input and output of one connection, which can be cut short from outside.
///
/// Cutting interrupts whoever is blocked in here: an interrupted thread closes its NIO channel at
/// once. Closing Helidon's socket instead would wait, under TLS, for the very write that is stuck.
/// Threads are interrupted in here only, never in the listener's code.
final class Wire {
    private final ConnectionContext context;
    private final ScheduledExecutorService clock;
    private final Duration patience;
    private final Object gate = new Object();
    private final Set<Thread> inside = HashSet.newHashSet(2);
    private Optional<ScheduledFuture<?>> deadline = Optional.empty();
    private boolean cut;

    Wire(ConnectionContext context, ScheduledExecutorService clock, Duration patience) {
        this.context = context;
        this.clock = clock;
        this.patience = patience;
    }

    /// @throws ConnectionLostException also if the stream ends before `parse` has what it needs
    <T> T read(Function<DataReader, T> parse) {
        return interruptibly(() -> parse.apply(context.dataReader()));
    }

    /// Writes it all. A peer that does not take it in time is cut off: without that, one that sends
    /// pings and reads no pong would hold its slot for good.
    ///
    /// @throws ConnectionLostException if the peer cannot have got it
    void write(BufferData data) {
        ScheduledFuture<?> limit = cutLater();
        try {
            var _ =
                    interruptibly(() -> {
                        context.dataWriter().writeNow(data);
                        return data;
                    });
        } finally {
            limit.cancel(false);
        }
    }

    /// Cuts the connection when the patience is over; the deadline does not move, whatever comes
    /// in.
    void cutAfterPatience() {
        ScheduledFuture<?> limit = cutLater();
        synchronized (gate) {
            deadline = Optional.of(limit);
        }
    }

    /// Nothing is read or written any more: drops the deadline, which would hold on to all of this.
    void finish() {
        synchronized (gate) {
            deadline.ifPresent(limit -> limit.cancel(false));
        }
    }

    private ScheduledFuture<?> cutLater() {
        return clock.schedule(this::cut, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Ends all input and output, now and from now on.
    void cut() {
        synchronized (gate) {
            cut = true;
            inside.forEach(Thread::interrupt);
        }
    }

    private <T> T interruptibly(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } catch (InsufficientDataAvailableException
                | ServerConnectionException
                | SocketWriterException
                | UncheckedIOException e) {
            throw new ConnectionLostException(e);
        } finally {
            leave();
        }
    }

    private void enter() {
        synchronized (gate) {
            if (cut) {
                throw new ConnectionLostException("cut");
            }
            inside.add(Thread.currentThread());
        }
    }

    private void leave() {
        synchronized (gate) {
            inside.remove(Thread.currentThread());
            if (cut) {
                // The interrupt was meant for the channel; the caller's thread goes on.
                Thread.interrupted();
            }
        }
    }
}
