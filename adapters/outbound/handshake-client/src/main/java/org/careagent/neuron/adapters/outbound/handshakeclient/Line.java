package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An open connection, with an eye on the time: what is said and heard goes through here, and is
/// traced.
final class Line {
    private static final Duration MOST_TO_CLOSE = Duration.ofSeconds(5);

    private final WebSocket socket;
    private final Inbox inbox;
    private final Watch watch;
    private final Trace trace;

    Line(WebSocket socket, Inbox inbox, Watch watch, Trace trace) {
        this.socket = socket;
        this.inbox = inbox;
        this.watch = watch;
        this.trace = trace;
    }

    /// What followed the last message.
    sealed interface Farewell {
        /// The close frame, as it must.
        record Close(int code) implements Farewell {}

        /// Something else.
        ///
        /// @param what to follow "it"
        record Other(String what) implements Farewell {}
    }

    /// Sends `message`. If that fails, so will the next [#hear], which can say why.
    void say(String message) throws InterruptedException {
        note(new Trace.Event.Sent(message));
        try {
            var _ =
                    socket.sendText(message, true)
                            .get(watch.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // A connection that does not take it does not answer it either.
        }
    }

    /// What comes next, within all that is left of the time.
    Inbox.Arrival hear() throws InterruptedException {
        return hear(watch.left());
    }

    /// What comes next, within `most`.
    Inbox.Arrival hear(Duration most) throws InterruptedException {
        Inbox.Arrival arrival = inbox.next(watch.left(most));
        switch (arrival) {
            case Inbox.Arrival.Text(String text) ->
                    note(new Trace.Event.Received(VisibleText.of(text)));
            case Inbox.Arrival.Closed(int code, String reason) ->
                    note(new Trace.Event.Closed(code, VisibleText.phrase(reason)));
            case Inbox.Arrival.Lost(String why) ->
                    note(new Trace.Event.Lost(VisibleText.phrase(why)));
            case Inbox.Arrival.Forbidden _, Inbox.Arrival.Nothing _ -> {}
        }
        return arrival;
    }

    /// What comes after the last message: a close frame, and soon.
    Farewell farewell() throws InterruptedException {
        return switch (hear(MOST_TO_CLOSE)) {
            case Inbox.Arrival.Closed(int code, String _) -> new Farewell.Close(code);
            case Inbox.Arrival.Text _ -> new Farewell.Other("sent another message");
            case Inbox.Arrival.Forbidden(String what) -> new Farewell.Other(what);
            case Inbox.Arrival.Lost _, Inbox.Arrival.Nothing _ ->
                    new Farewell.Other("sent no close frame");
        };
    }

    /// Traces `event`.
    void note(Trace.Event event) {
        trace.saw(watch.elapsed(), event);
    }

    /// How long it may take, in words.
    String patience() {
        return watch.patience();
    }

    /// Breaks the connection off.
    void hangUp() {
        socket.abort();
    }
}
