package org.careagent.neuron.adapters.inbound.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.ManualTimers;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.status.NeuronStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

@Timeout(30)
class ControlSocketTest {
    private static final NeuronStatus STATUS =
            new NeuronStatus(
                    NeuronStatus.Phase.RUNNING,
                    Duration.ofMillis(61_500),
                    Samples.provider(7),
                    "Riverside",
                    NeuronStatus.Registry.UNREGISTERED,
                    3,
                    2,
                    1,
                    "0.1.0",
                    "node-1");

    private final Backstage backstage = new Backstage();
    private final ManualTimers timers = new ManualTimers(backstage.clock);
    private final CountDownLatch shutDown = new CountDownLatch(1);
    private final Path path;
    private final ControlSocket socket;

    ControlSocketTest(@TempDir Path folder) {
        path = folder.resolve("neuron.sock");
        socket = open();
    }

    private ControlSocket open() {
        return ControlSocket.open(
                path, backstage.administration, new Running(), timers, backstage.clock);
    }

    @AfterEach
    void close() {
        socket.close();
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void answersWhatIsAskedAndNamesWhoAsked() {
        ControlRequest.ProviderRemove remove =
                new ControlRequest.ProviderRemove(Samples.provider(1));
        ControlRequest.ProviderAdd add =
                new ControlRequest.ProviderAdd(
                        Samples.provider(1),
                        "Ada",
                        List.of("physician"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        try (ControlClient client = ControlClient.connect(path).orElseThrow()) {
            assertThat(client.ask(remove)).isInstanceOf(ControlAnswer.No.class);
            assertThat(client.ask(add)).isInstanceOf(ControlAnswer.Done.class);
            assertThat(client.ask(remove)).isInstanceOf(ControlAnswer.Done.class);
        }

        Actor me = Actor.operator(System.getProperty("user.name"));
        assertThat(backstage.audit.events())
                .containsExactly(
                        new AuditEvent.ProviderAdded(Samples.provider(1), me),
                        new AuditEvent.ProviderRemoved(Samples.provider(1), me));
    }

    @Test
    void tellsHowTheNeuronIs() throws IOException {
        assertThat(say("{\"type\":\"status\"}\n"))
                .isEqualTo(
                        """
                        {"ok":true,"data":{"status":"running","uptime_seconds":61,\
                        "organization":{"npi":"%s","name":"Riverside"},"axon":{"status":"unregistered"},\
                        "active_sessions":3,"queued":2,"providers":1,"version":"0.1.0","node_id":"node-1"}}
                        """
                                .formatted(Samples.provider(7)));
    }

    @Test
    void saysThatItWillStopAndThenDoes() throws Exception {
        assertThat(say("{\"type\":\"shutdown\"}\n")).isEqualTo("{\"ok\":true,\"data\":{}}\n");

        shutDown.await();
    }

    @Test
    void answersSeveralLinesOfOneClientInOrder() throws IOException {
        assertThat(say("{\"type\":\"provider.list\"}\nnonsense\n{\"type\":\"api-key.list\"}\n"))
                .isEqualTo(
                        """
                        {"ok":true,"data":[]}
                        {"ok":false,"error":"The request must be one JSON object, but it is not valid JSON."}
                        {"ok":true,"data":[]}
                        """);
    }

    @Test
    void sendsAwayWhoSendsALineWithoutEnd() throws IOException {
        assertThat(say("x".repeat(ControlConnection.LONGEST_LINE + 1)))
                .isEqualTo("{\"ok\":false,\"error\":\"a request has at most 65536 bytes\"}\n");
        assertThat(answers()).isTrue();
    }

    @Test
    void takesTheLongestLine() throws IOException {
        assertThat(say("x".repeat(ControlConnection.LONGEST_LINE) + "\n"))
                .contains("it is not valid JSON");
    }

    @Test
    void hangsUpOnWhoStopsInTheMiddleOfALine() throws IOException {
        try (SocketChannel channel = connected()) {
            write(channel, "{\"type\":");
            awaitTimer();

            backstage.clock.advance(ControlConnection.PATIENCE);

            assertThat(isCutOff(channel)).isTrue();
        }
        assertThat(answers()).isTrue();
    }

    @Test
    void forgetsWhoLeavesWithoutHearingTheAnswer() throws IOException {
        for (int i = 0; i < 100; i++) {
            try (SocketChannel channel = connected()) {
                write(channel, "{\"type\":\"provider.list\"}\n{\"type\"");
            }
        }
        assertThat(answers()).isTrue();
    }

    /// The manual clock stands still: nobody runs out of patience here.
    @Test
    void hearsANewcomerHoweverManySitIdle() throws IOException {
        List<SocketChannel> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                idle.add(connected());
            }

            assertThat(answers()).isTrue();
        } finally {
            for (SocketChannel channel : idle) {
                channel.close();
            }
        }
        assertThat(answers()).isTrue();
    }

    @Test
    void hearsOutWhoCameBeforeItClosed() throws IOException {
        try (SocketChannel channel = connected()) {
            write(channel, "{\"type\":\"provider.list\"}\n");

            socket.close();

            ByteBuffer answer = ByteBuffer.allocate(1 << 10);
            assertThat(channel.read(answer)).isPositive();
            assertThat(new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"ok\":true,\"data\":[]}\n");
        }
    }

    @Test
    void isNotOpenedWhereANeuronHangsAndLetsNobodyIn() throws IOException {
        socket.close();
        List<SocketChannel> queue = new ArrayList<>();
        try (ServerSocketChannel hung = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hung.bind(UnixDomainSocketAddress.of(path), 1);
            while (takesInAnother(queue)) {
                assertThat(queue).hasSizeLessThan(10);
            }

            assertThatThrownBy(this::open).isInstanceOf(ControlSocketInUseException.class);
        } finally {
            for (SocketChannel channel : queue) {
                channel.close();
            }
        }
    }

    private boolean takesInAnother(List<SocketChannel> queue) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        queue.add(channel);
        channel.configureBlocking(false);
        try {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void saysNothingOfWhatFailedInside() throws IOException {
        backstage.audit.failWith(new IllegalStateException("disk full: /secret/place"));

        assertThat(
                        say(
                                "{\"type\":\"provider.add\",\"npi\":\"1245319599\",\"name\":\"Ada\","
                                        + "\"provider_types\":[\"physician\"]}\n"))
                .isEqualTo("{\"ok\":false,\"error\":\"Internal server error\"}\n");
    }

    @Test
    void isNotOpenedWhereANeuronAnswers() {
        assertThatThrownBy(this::open)
                .isInstanceOf(ControlSocketInUseException.class)
                .hasMessageContaining("neuron stop");
        assertThat(answers()).isTrue();
    }

    @Test
    void isGoneWhenItIsClosed() {
        socket.close();

        assertThat(path).doesNotExist();
        assertThat(ControlClient.connect(path)).isEmpty();
    }

    @Test
    void replacesWhatAKilledNeuronLeftBehind() throws IOException {
        socket.close();
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
        assertThat(ControlClient.connect(path)).isEmpty();

        try (ControlSocket _ = open()) {
            assertThat(answers()).isTrue();
        }
    }

    @Test
    void leavesAFileOfItsNameAlone() throws IOException {
        socket.close();
        Files.writeString(path, "notes");

        assertThatThrownBy(this::open)
                .isInstanceOf(ControlSocketException.class)
                .hasMessageContaining("no socket");

        assertThat(path).hasContent("notes");
    }

    private boolean answers() {
        try (ControlClient client = ControlClient.connect(path).orElseThrow()) {
            return client.ask(new ControlRequest.ProviderList()) instanceof ControlAnswer.Done;
        }
    }

    /// Sends it, and all that comes back.
    private String say(String text) throws IOException {
        try (SocketChannel channel = connected()) {
            write(channel, text);
            channel.shutdownOutput();
            ByteBuffer answer = ByteBuffer.allocate(64 << 10);
            while (channel.read(answer) >= 0) {
                assertThat(answer.hasRemaining()).isTrue();
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }

    private SocketChannel connected() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    // A reset, if there was something that nobody had read yet.
    private static boolean isCutOff(SocketChannel channel) throws IOException {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (SocketException _) {
            return true;
        }
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private void awaitTimer() {
        while (timers.pending() == 0) {
            Thread.onSpinWait();
        }
    }

    /// The rest of the Neuron.
    private final class Running implements RunningNeuron {
        @Override
        public NeuronStatus status() {
            return STATUS;
        }

        @Override
        public void shutDown() {
            shutDown.countDown();
        }
    }
}
