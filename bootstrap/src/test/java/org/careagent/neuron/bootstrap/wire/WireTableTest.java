package org.careagent.neuron.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.careagent.neuron.bootstrap.wire.Stage.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What RFC 6455, sections 5, 7 and 8, asks of a server, and the handshake protocol, section 1, of
/// a Neuron: before the challenge and after it. What the server sends is checked in [Heard].
@Timeout(
        value = 30,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a stuck write hears no interrupt
class WireTableTest {
    private static final byte[] UNMASKED = Frames.unmasked(0x81, "hi");
    private static final byte[] GIANT =
            Frames.withLength(0x81, Frames.bytes(0xFF, 0, 0, 0, 0, 1, 0, 0, 0), "");
    private static final List<String> FAILURES = List.of("close 1002", "close 1007", "close 1009");

    @TempDir private static Path folder;
    private static Door door;

    @BeforeAll
    static void open() {
        door = Door.open(folder, Map.of());
    }

    @AfterAll
    static void close() {
        door.close();
    }

    static Stream<Arguments> rows() {
        return Arrays.stream(Stage.values())
                .flatMap(stage ->
                        Stream.of(
                                        FramingRows.rows(),
                                        FragmentRows.rows(),
                                        ControlRows.rows(),
                                        TextRows.rows())
                                .flatMap(rows -> rows)
                                .map(row -> Arguments.of(stage, row)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    void answersAsItMust(Stage stage, Row row) {
        List<String> answers = stage.expected(row.answers());
        try (Session session = stage.reach(door)) {
            RawConnection client = session.connection();
            List<String> heard = new ArrayList<>(client.sendAll(packetsOf(row, session)));
            heard.addAll(client.next(answers.size()));
            if (!row.peerCloses()) {
                client.sendIfOpen(Frames.close(1000));
            }
            if (failed(answers)) {
                client.endStream();
            }
            heard.addAll(client.next(toTheEnd(answers).size() - answers.size()));
            assertThat(heard).as("%s: %s", stage, row).isEqualTo(toTheEnd(answers));
        }
    }

    // Section 7.1.7: from then on the server reads nothing, so it need not see the client's close.
    private static boolean failed(List<String> answers) {
        return !Collections.disjoint(answers, FAILURES);
    }

    private static List<byte[]> packetsOf(Row row, Session session) {
        return row.packets().apply(session.message());
    }

    // Section 7.1.1: after the closing handshake the server ends TCP, and so that all that it sent
    // arrives. A session that goes on is closed by the client.
    private static List<String> toTheEnd(List<String> answers) {
        boolean closed = !answers.isEmpty() && answers.getLast().startsWith("close");
        List<String> end = closed ? List.of(Heard.END) : List.of("close 1000", Heard.END);
        return Stream.of(answers, end).flatMap(List::stream).toList();
    }

    private static void assertEnds(RawConnection client) {
        assertThat(client.next(1)).containsExactly(Heard.END);
    }

    private static void assertGoesOn(RawConnection client) {
        client.send(Frames.close(1000));
        assertThat(client.next(2)).containsExactly("close 1000", Heard.END);
    }

    @ParameterizedTest
    @EnumSource
    void answersACloseWithoutCodeWithNoneOrAnOrdinaryOne(Stage stage) {
        try (Session session = stage.reach(door)) {
            RawConnection client = session.connection();
            client.send(Frames.frame(Frames.FIN | Frames.CLOSE, ""));
            assertThat(client.next().what()).isIn("close", "close 1000");
            assertEnds(client);
        }
    }

    /// Section 5.5.3: who has not answered a ping when the next one comes may leave it out.
    @ParameterizedTest
    @EnumSource
    void answersTheLastOfTenPingsInOnePacket(Stage stage) {
        try (Session session = stage.reach(door)) {
            RawConnection client = session.connection();
            client.send(pings(0, 10));
            assertThat(pongs(client, 9)).isSubsetOf(pongsOf(10)).isSorted().endsWith(pongOf(9));
            assertGoesOn(client);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bearsThousandsOfPings(Stage stage) {
        try (Session session = stage.reach(door)) {
            RawConnection client = session.connection();
            CompletableFuture<Void> sent =
                    sending(client, IntStream.range(0, 50).mapToObj(i -> pings(100 * i, 100)));
            List<String> heard = pongs(client, 4999);
            assertThat(heard.removeLast()).matches(pongOf(4999) + "|close \\d+|" + Heard.END);
            assertThat(heard).isSubsetOf(pongsOf(5000)).isSorted();
            assertThat(ended(sent)).succeedsWithin(RawConnection.DEADLINE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotHeldUpByAPeerThatReadsNoPongs(Stage stage) {
        try (Session session = stage.reach(door)) {
            RawConnection client = session.connection();
            byte[] many =
                    Frames.join(
                            Stream.generate(() -> Frames.ping("p".repeat(125)))
                                    .limit(100)
                                    .toArray(byte[][]::new));
            CompletableFuture<Void> sent = sending(client, Stream.generate(() -> many).limit(2000));
            assertThat(ended(sent)).succeedsWithin(RawConnection.DEADLINE.multipliedBy(2));
        }
    }

    private static CompletableFuture<Void> sending(RawConnection client, Stream<byte[]> packets) {
        return CompletableFuture.runAsync(
                () -> packets.forEach(client::send), Thread::startVirtualThread);
    }

    private static CompletableFuture<Boolean> ended(CompletableFuture<Void> sending) {
        return sending.handle((_, _) -> true);
    }

    private static byte[] pings(int first, int count) {
        return Frames.join(
                IntStream.range(first, first + count)
                        .mapToObj(i -> Frames.ping(named(i)))
                        .toArray(byte[][]::new));
    }

    /// What comes, up to the pong `last` or the end.
    private static List<String> pongs(RawConnection client, int last) {
        List<String> heard = new ArrayList<>();
        while (heard.isEmpty() || heard.getLast().startsWith("pong")) {
            heard.add(client.next().what());
            if (heard.getLast().equals(pongOf(last))) {
                return heard;
            }
        }
        return heard;
    }

    private static List<String> pongsOf(int count) {
        return IntStream.range(0, count).mapToObj(WireTableTest::pongOf).toList();
    }

    private static String pongOf(int i) {
        return "pong " + HexFormat.of().formatHex(named(i).getBytes(US_ASCII));
    }

    private static String named(int i) {
        return "%04d".formatted(i);
    }

    /// Whoever answers no close is cut off, and what he sends meanwhile does not put it off.
    @ParameterizedTest
    @EnumSource
    void cutsOffWhoNeverAnswersAClose(Stage stage) {
        try (RawConnection refused = refusedBy(stage);
                RawConnection failed = closedAfter(stage, UNMASKED, "close 1002");
                RawConnection inAFrame = closedAfter(stage, GIANT, "close 1009");
                RawConnection trickling = refusedBy(stage)) {
            assertThat(trickling.takesBytesFor(RawConnection.DEADLINE))
                    .isLessThan(RawConnection.DEADLINE);
            for (RawConnection silent : List.of(refused, failed, inAFrame)) {
                assertThat(silent.next().what()).isEqualTo(Heard.END);
            }
        }
    }

    private static RawConnection refusedBy(Stage stage) {
        return closedAfter(stage, Frames.text("no JSON"), Row.INVALID, "close 4002");
    }

    private static RawConnection closedAfter(Stage stage, byte[] wrong, String... answers) {
        RawConnection client = stage.reach(door).connection();
        client.send(wrong);
        assertThat(client.next(answers.length)).containsExactly(answers);
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenThePeerDoesWithinAFrame(Stage stage) {
        try (Session session = stage.reach(door)) {
            RawConnection client = session.connection();
            client.send(Frames.bytes(0x81, 0x85, 1, 2, 3, 4, 5));
            client.endStream();
            assertThat(client.readToTheEnd()).isTrue();
        }
    }
}
