package org.careagent.neuron.adapters.inbound.control;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The other end of the control socket: asks a Neuron that runs on this machine.
public final class ControlClient implements AutoCloseable {
    // A little more than the Neuron has to answer, so that its own word for "too slow" arrives.
    private static final Duration PATIENCE = ControlDesk.PATIENCE.plusSeconds(2);
    // A page of relationships with the longest consents takes some 26 MB.
    private static final int LONGEST_ANSWER = 64 << 20;

    private final Path socket;
    private final SocketChannel channel;
    private final Lines lines;

    private ControlClient(Path socket, SocketChannel channel) {
        this.socket = socket;
        this.channel = channel;
        this.lines = new Lines(channel, LONGEST_ANSWER);
    }

    /// Connects to the Neuron that answers at `socket`; empty if none does.
    ///
    /// @throws ControlSocketException if there is one that this user may not ask
    /// @throws NeuronSilentException if there is one that takes nobody in
    public static Optional<ControlClient> connect(Path socket) {
        if (isMissing(socket)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ControlClient(socket, connected(socket)));
        } catch (ConnectException _) {
            return Optional.empty();
        } catch (AsynchronousCloseException e) {
            throw new NeuronSilentException(socket, e);
        } catch (IOException e) {
            // Between the look and the knock a stopping Neuron may have removed it.
            if (isMissing(socket)) {
                return Optional.empty();
            }
            throw new ControlSocketException(
                    "The Neuron cannot be asked at "
                            + socket
                            + ": "
                            + e.getMessage()
                            + ". Run this as the user whose Neuron it is.",
                    e);
        }
    }

    // Who may not enter the folder does not know; to say that there is none would be a guess.
    private static boolean isMissing(Path socket) {
        try {
            var _ = Files.readAttributes(socket, BasicFileAttributes.class);
            return false;
        } catch (AccessDeniedException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    // While the queue of a Neuron that hangs is full, connecting takes for ever.
    private static SocketChannel connected(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        var _ =
                done.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .thenAccept(success -> closeUnless(success, channel));
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            done.complete(true);
            return channel;
        } finally {
            done.complete(false);
        }
    }

    private static void closeUnless(boolean success, SocketChannel channel) {
        if (!success) {
            closeNow(channel);
        }
    }

    /// Whether there is a Neuron at `socket`, though it may hang.
    ///
    /// @throws ControlSocketException if there is one that this user may not ask
    static boolean isAnswered(Path socket) {
        try {
            Optional<ControlClient> client = connect(socket);
            client.ifPresent(ControlClient::close);
            return client.isPresent();
        } catch (NeuronSilentException _) {
            return true;
        }
    }

    /// Asks, and waits for the answer: to a backup, for as long as the Neuron is there.
    ///
    /// @throws NeuronSilentException if none comes
    public ControlAnswer ask(ControlRequest request) {
        CompletableFuture<ControlAnswer> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> exchange(request, answer));
        try {
            return request instanceof ControlRequest.Backup
                    ? answer.get()
                    : answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NeuronSilentException(socket, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NeuronSilentException(socket, e);
        }
    }

    private void exchange(ControlRequest request, CompletableFuture<ControlAnswer> answer) {
        try {
            String line = RequestWriter.write(request) + "\n";
            ByteBuffer rest = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            answer.complete(read());
        } catch (IOException | JacksonException e) {
            answer.completeExceptionally(e);
        }
    }

    private ControlAnswer read() throws IOException {
        return switch (lines.next()) {
            case Lines.Next.Line(byte[] line) ->
                    AnswerCodec.read(new String(line, StandardCharsets.UTF_8));
            case Lines.Next.End() -> throw new IOException("the Neuron hung up");
            case Lines.Next.TooLong() -> throw new IOException("the answer is too long");
        };
    }

    @Override
    public void close() {
        closeNow(channel);
    }

    private static void closeNow(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ControlSocketException("The control socket could not be closed.", e);
        }
    }
}
