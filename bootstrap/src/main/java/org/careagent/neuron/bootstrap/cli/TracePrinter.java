package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.handshakeclient.Trace;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/// Prints each event of a visit on a line of its own: the milliseconds since its start, what it is,
/// and the message as it went over the wire.
final class TracePrinter implements Trace {
    private final PrintWriter out;

    TracePrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void saw(Duration sinceStart, Event event) {
        out.printf("%6d ms  %s%n", sinceStart.toMillis(), line(event));
        out.flush();
    }

    private static String line(Event event) {
        return switch (event) {
            case Event.Connecting(var address) -> "connect  " + address;
            case Event.StillWaiting _ -> "wait     no answer yet: waiting in the Neuron's queue?";
            case Event.Answered(int status) -> "answer   HTTP " + status;
            case Event.Consented(String payload) -> "consent  " + payload;
            case Event.Sent(String message) -> "->       " + message;
            case Event.Received(String message) -> "<-       " + message;
            case Event.Closed(int code, String reason) ->
                    ("close    " + code + " " + reason).strip();
            case Event.Lost(String why) -> "lost     " + why;
            case Event.ClockAsked(var address, var date) ->
                    "clock    GET "
                            + address
                            + ": "
                            + date.map(Instant::toString).orElse("tells no time");
        };
    }
}
