package org.careagent.neuron.adapters.inbound.control;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.Timers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

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
    private volatile Optional<Instant> waitingSince = Optional.empty();

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
        Instant now = clock.instant();
        Timers.Timer deadline = timers.schedule(now.plus(PATIENCE), this::cutOff);
        waitingSince = Optional.of(now);
        try {
            return action.run();
        } finally {
            waitingSince = Optional.empty();
            deadline.cancel();
        }
    }

    /// Since when the client has kept the Neuron waiting; empty while it is the other way round.
    Optional<Instant> waitingSince() {
        return waitingSince;
    }

    /// Lets it finish what it has begun, and hears no more.
    void takeNoMore() {
        try {
            channel.shutdownInput();
        } catch (IOException _) {
            // It has left.
        }
    }

    /// Ends it where it stands.
    void cutOff() {
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
