package org.careagent.neuron.load.server;

import org.careagent.neuron.load.client.Door;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

/// A Neuron in a process of its own.
public final class NeuronProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final String END = "\u0000";

    private final Process process;
    private final Path controlSocket;
    private final Optional<SSLContext> tls;
    private final LinkedBlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final List<String> announced = new CopyOnWriteArrayList<>();

    private NeuronProcess(Process process, Path controlSocket, Optional<SSLContext> tls) {
        this.process = process;
        this.controlSocket = controlSocket;
        this.tls = tls;
    }

    static NeuronProcess ready(Process process, Path controlSocket, Optional<SSLContext> tls)
            throws IOException, InterruptedException {
        NeuronProcess neuron = new NeuronProcess(process, controlSocket, tls);
        Thread.ofPlatform().daemon().name("output").start(neuron::readOutput);
        neuron.awaitReady();
        return neuron;
    }

    private void readOutput() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add("output lost: " + e);
        } finally {
            output.add(END);
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        while (announced.isEmpty() || !announced.getLast().startsWith("Ready.")) {
            String line = output.poll(START.toSeconds(), TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new IOException(
                        "the Neuron does not start ("
                                + (process.isAlive() ? "not ready within " + START : "it ended")
                                + "): "
                                + announced);
            }
            announced.add(line);
        }
    }

    /// Where it listens.
    public Door door() {
        String line =
                announced.stream()
                        .filter(it -> it.contains("patients' agents"))
                        .findFirst()
                        .orElse("");
        URI address = URI.create(line.substring(line.indexOf("ws")).split(" ", 2)[0]);
        return new Door(new InetSocketAddress(address.getHost(), address.getPort()), tls);
    }

    /// What `neuron status --json` says, asked for directly at the control socket: to start a
    /// process for each look would be a load of its own.
    ///
    /// @throws IOException if it does not answer
    public Status status() throws IOException {
        try {
            return Status.of(ask("{\"type\":\"status\"}"));
        } catch (NumberFormatException e) {
            throw new IOException("no status", e);
        }
    }

    /// What is answered to a request at the control socket, of 1 MiB at most.
    ///
    /// @throws IOException if it does not answer
    public String ask(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(controlSocket));
            channel.write(StandardCharsets.UTF_8.encode(request + "\n"));
            ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
            while (channel.read(answer) > 0 && answer.get(answer.position() - 1) != '\n') {
                // The rest of the line is still to come.
            }
            return StandardCharsets.UTF_8.decode(answer.flip()).toString();
        }
    }

    /// Watches it from outside.
    public Gauges gauges() {
        return new Gauges(process.toHandle(), door().address().getPort());
    }

    /// What it wrote until it was ready.
    public List<String> announced() {
        return List.copyOf(announced);
    }

    /// What it has written since it was ready.
    public List<String> log() {
        return output.stream().filter(line -> !line.equals(END)).toList();
    }

    /// Whether it runs.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// SIGTERM.
    public void terminate() {
        process.destroy();
    }

    /// Waits for its end.
    ///
    /// @return the exit status; empty if it still runs
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
        return process.waitFor(patience)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /// SIGKILL.
    @Override
    public void close() {
        var _ = process.destroyForcibly().onExit().join();
    }
}
