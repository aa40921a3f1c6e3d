package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What somebody at the control socket may do, and nobody else is the worse for it: whoever asks is
/// answered before it gives up.
@Timeout(120)
final class ControlSocketAttackTest {
    private static final String ADA = "1245319599";
    private static final String STATUS = "{\"type\":\"status\"}";
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    // Beside a Neuron there are threads of the JDK and of the test that come and go.
    private static final int SLACK = 10;

    private final Clinic clinic;

    ControlSocketAttackTest(@TempDir Path folder) throws IOException {
        clinic = Clinic.in(folder);
        Storage storage = clinic.open().storage();
        for (int i = 0; i < 5; i++) {
            var _ = Samples.apply(storage, Samples.establish(relationship(i), Samples.key(i)));
        }
        assertThat(
                        clinic.type("provider", "add", ADA, "--name", "Ada", "--type", "physician")
                                .status())
                .isZero();
    }

    /// With so long a consent that five of them are more than a socket holds.
    private static Relationship relationship(int number) {
        List<String> actions =
                IntStream.range(100, 356).mapToObj(i -> i + "x".repeat(250)).toList();
        return new Relationship(
                new RelationshipId(UUID.randomUUID()),
                Samples.patient(number),
                Samples.provider(number),
                new AgentEndpoint("wss://patient.example"),
                new ConsentedActions(actions),
                Samples.ISSUED,
                Samples.ISSUED,
                Samples.ISSUED);
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @ParameterizedTest
    @EnumSource
    void harmsNobody(Attack attack) throws IOException {
        assertServed();
        long files = openFiles();
        int threads = Thread.activeCount();

        try (Attacker attacker = new Attacker(clinic.socket())) {
            attack.by(attacker);
            assertServed();
            attack.by(attacker);
            assertServed();
        }
        assertServed();

        awaitAtMost("open files", files + SLACK, ControlSocketAttackTest::openFiles);
        awaitAtMost("threads", threads + SLACK, Thread::activeCount);
    }

    /// What somebody does at a control socket. They are all still connected when it is done.
    enum Attack {
        NONSENSE {
            @Override
            void by(Attacker attacker) throws IOException {
                for (String line :
                        List.of(
                                "",
                                " ",
                                "nonsense",
                                "[]",
                                "{}",
                                "{\"type\":7}",
                                "{\"type\":\"x\"}",
                                "{\"type\":\"status\"",
                                "\u0000",
                                "{\"type\":\"status\",\"x\":1}")) {
                    assertThat(attacker.ask(line)).startsWith("{\"ok\":false,\"error\":\"");
                }
            }
        },
        NOT_UTF8 {
            @Override
            void by(Attacker attacker) throws IOException {
                byte[] line = "{\"type\":\"?tatus\"}\n".getBytes(StandardCharsets.UTF_8);
                line[9] = (byte) 0xff;
                SocketChannel channel = attacker.connect();
                assertThat(Attacker.write(channel, line)).isTrue();
                assertThat(Attacker.line(channel)).contains("\"ok\":false").contains("UTF-8");
            }
        },
        ZEROS {
            @Override
            void by(Attacker attacker) throws IOException {
                SocketChannel channel = attacker.connect();
                assertThat(Attacker.write(channel, new byte[60_000])).isTrue();
                assertThat(Attacker.write(channel, "\n".getBytes(StandardCharsets.UTF_8))).isTrue();
                assertThat(Attacker.line(channel)).contains("\"ok\":false");
            }
        },
        WITHOUT_END {
            @Override
            void by(Attacker attacker) throws IOException {
                assertThat(Attacker.write(attacker.connect(), new byte[10 << 20]))
                        .describedAs("all of it was taken")
                        .isFalse();
            }
        },
        DEEP {
            @Override
            void by(Attacker attacker) throws IOException {
                assertThat(attacker.ask("{\"type\":" + "[".repeat(60_000)))
                        .contains("\"ok\":false");
                assertThat(attacker.ask("{\"type\":" + "{\"a\":".repeat(10_000)))
                        .contains("\"ok\":false");
                assertThat(attacker.ask("[".repeat(100_000)))
                        .isEqualTo(
                                "{\"ok\":false,\"error\":\"a request has at most 65536 bytes\"}\n");
            }
        },
        HALF_SENT {
            @Override
            void by(Attacker attacker) throws IOException {
                for (int i = 0; i < 200; i++) {
                    attacker.send("{\"type\":\"stat");
                }
            }
        },
        IDLE {
            @Override
            void by(Attacker attacker) throws IOException {
                for (int i = 0; i < 300; i++) {
                    var _ = attacker.connect();
                }
            }
        },
        DEAF {
            @Override
            void by(Attacker attacker) throws IOException {
                for (int i = 0; i < 150; i++) {
                    attacker.send("{\"type\":\"relationship.list\"}\n");
                }
            }
        },
        HASTY {
            @Override
            void by(Attacker attacker) throws IOException {
                for (int i = 0; i < 2_000; i++) {
                    attacker.connect().close();
                }
                for (int i = 0; i < 1_000; i++) {
                    try (SocketChannel channel = attacker.connect()) {
                        var _ =
                                Attacker.write(
                                        channel, (STATUS + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        };

        abstract void by(Attacker attacker) throws IOException;
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        assumeTrue(clinic.socket().getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(clinic.socket())))
                .isEqualTo("rw-------");
    }

    @Test
    void takesLinesThatEndAsWindowsEndsThem() throws IOException {
        try (Attacker windows = new Attacker(clinic.socket())) {
            assertThat(windows.ask(STATUS + "\r")).startsWith("{\"ok\":true,");
        }
    }

    @Test
    void stopsWhileSomebodySitsAtIt() throws IOException {
        try (Attacker idle = new Attacker(clinic.socket())) {
            Attack.IDLE.by(idle);
            Attack.DEAF.by(idle);

            assertThat(clinic.type("stop")).isEqualTo(Said.done("stopped"));
        }
    }

    private void assertServed() {
        assertThat(clinic.type("status", "--json").json().path("status").asString())
                .isEqualTo("running");
        assertThat(
                        Visit.shakeHands(
                                        clinic.neuron().handshakeAddress(), Patient.stranger(), ADA)
                                .member("status"))
                .isEqualTo("new");
    }

    private static long openFiles() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitAtMost(String what, long most, LongSupplier counted) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (counted.getAsLong() > most) {
            assertThat(System.nanoTime())
                    .describedAs("%s are still %s", what, counted.getAsLong())
                    .isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// Somebody at the socket.
    static final class Attacker implements AutoCloseable {
        private final Path socket;
        private final List<SocketChannel> channels = new ArrayList<>();

        private Attacker(Path socket) {
            this.socket = socket;
        }

        private SocketChannel connect() throws IOException {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            channels.add(channel);
            return channel;
        }

        private void send(String text) throws IOException {
            var _ = write(connect(), text.getBytes(StandardCharsets.UTF_8));
        }

        private String ask(String line) throws IOException {
            SocketChannel channel = connect();
            var _ = write(channel, (line + "\n").getBytes(StandardCharsets.UTF_8));
            return line(channel);
        }

        /// Whether all of it was taken.
        private static boolean write(SocketChannel channel, byte[] bytes) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            try {
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                return true;
            } catch (IOException _) {
                return false;
            }
        }

        private static String line(SocketChannel channel) throws IOException {
            ByteBuffer answer = ByteBuffer.allocate(64 << 10);
            do {
                assertThat(channel.read(answer)).isPositive();
            } while (answer.get(answer.position() - 1) != '\n');
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }
}
