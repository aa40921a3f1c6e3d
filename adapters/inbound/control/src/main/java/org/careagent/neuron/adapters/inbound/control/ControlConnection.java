package org.careagent.neuron.adapters.inbound.control;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.Timers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/// One client of the control socket: a line in, a line out, until it leaves or keeps the Neuron
/// waiting.
final class ControlConnection implements Runnable {
    /// The longest request, in bytes; far more than any needs.
    static final int LONGEST_LINE = 64 << 10;

    /// How long a client may take for its next line, or to take an answer.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SocketChannel channel;
    private final Actor client;
    private final ControlDesk desk;
    private final Timers timers;
    private final InstantSource clock;

    ControlConnection(
            SocketChannel channel,
            Actor client,
            ControlDesk desk,
            Timers timers,
            InstantSource clock) {
        this.channel = channel;
        this.client = client;
        this.desk = desk;
        this.timers = timers;
        this.clock = clock;
    }

    /// Serves it to the end; nothing that it does is an error.
    @Override
    public void run() {
        try (channel) {
            Lines lines = new Lines(channel, LONGEST_LINE);
            while (serveOne(lines)) {
                // and the next
            }
        } catch (IOException _) {
            // It has left, or was cut off.
        }
    }

    private boolean serveOne(Lines lines) throws IOException {
        return switch (inTime(lines::next)) {
            case Lines.Next.End() -> false;
            case Lines.Next.TooLong() -> {
                send(new ControlAnswer.No("a request has at most " + LONGEST_LINE + " bytes"));
                yield false;
            }
            case Lines.Next.Line(byte[] line) -> {
                ControlDesk.Reply reply = desk.take(line, client);
                try {
                    send(reply.answer());
                } finally {
                    reply.afterwards().run();
                }
                yield true;
            }
        };
    }

    private void send(ControlAnswer answer) throws IOException {
        String line = AnswerCodec.write(answer) + "\n";
        ByteBuffer rest = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        var _ =
                inTime(() -> {
                    while (rest.hasRemaining()) {
                        channel.write(rest);
                    }
                    return rest;
                });
    }

    /// What the channel is doing ends with an exception once it is closed.
    private <T> T inTime(Action<T> action) throws IOException {
        Timers.Timer deadline = timers.schedule(clock.instant().plus(PATIENCE), this::cutOff);
        try {
            return action.run();
        } finally {
            deadline.cancel();
        }
    }

    private void cutOff() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Something done with the channel.
    @FunctionalInterface
    private interface Action<T> {
        T run() throws IOException;
    }
}
