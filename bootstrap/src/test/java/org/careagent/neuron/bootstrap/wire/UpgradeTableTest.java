package org.careagent.neuron.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

/// The opening handshake (RFC 6455, section 4.2; handshake protocol, section 1), and the HTTP that
/// it is made of: at a door with room, and at one whose only place is taken, where who is refused
/// must not wait for it.
@Timeout(
        value = 30,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a stuck write hears no interrupt
class UpgradeTableTest {
    private static final String PORTAL = "https://portal.example";
    private static final Duration HEADER_TIMEOUT = Duration.ofSeconds(1);
    private static final Request HEALTH = Request.of("GET /health HTTP/1.1", "Host: localhost");

    @TempDir private static Path folder;
    private static Door door;
    private static Door fullDoor;
    private static RawConnection occupant;

    @BeforeAll
    static void open() {
        door =
                Door.open(
                        folder.resolve("free"),
                        Map.of(
                                "server.headerTimeoutMs",
                                String.valueOf(HEADER_TIMEOUT.toMillis())));
        fullDoor =
                Door.open(
                        folder.resolve("full"),
                        Map.of(
                                "websocket.maxConcurrentHandshakes",
                                "1",
                                "websocket.authTimeoutMs",
                                "600000",
                                "websocket.allowedOrigins",
                                PORTAL));
        occupant = fullDoor.enter();
    }

    @AfterAll
    static void close() {
        occupant.close();
        fullDoor.close();
        door.close();
    }

    @ParameterizedTest
    @MethodSource("org.careagent.neuron.bootstrap.wire.GoodUpgrades#rows")
    void upgrades(UpgradeRow row) {
        try (RawConnection client = door.connect()) {
            client.send(row.request().head());
            assertUpgraded(client.answer(), row.request());
            assertSpeaksWebSocket(client);
        }
    }

    static Stream<UpgradeRow> refusals() {
        return Stream.concat(BadUpgrades.rows(), BrokenRequests.rows());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(UpgradeRow row) {
        assertRefused(door, row);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithoutLettingItWait(UpgradeRow row) {
        assertRefused(fullDoor, row);
    }

    private static void assertRefused(Door door, UpgradeRow row) {
        try (RawConnection client = door.connect()) {
            client.sendIfOpen(row.request().head().getBytes(ISO_8859_1));
            HttpAnswer answer = client.answer();
            assertThat(answer.status()).as("%s", row).isIn(row.statuses());
            assertSaysWhatToDo(answer);
            if (row.ends() || answer.saysClose()) {
                assertThat(client.next(1)).containsExactly(Heard.END);
            } else {
                assertAnswersOnceMore(client);
            }
        }
    }

    // An answer that does not end the connection leaves it at the start of the next request.
    private static void assertAnswersOn(RawConnection client) {
        client.send(HEALTH.head());
        assertThat(client.answer().status()).isEqualTo(200);
    }

    private static void assertAnswersOnceMore(RawConnection client) {
        client.send(HEALTH.plus("Connection: close").head());
        assertThat(client.answer().status()).isEqualTo(200);
        assertThat(client.next(1)).containsExactly(Heard.END);
    }

    private static void assertSaysWhatToDo(HttpAnswer answer) {
        if (answer.status() == 426) { // RFC 9110, section 15.5.22; RFC 6455, section 4.4
            assertThat(answer.tokens("Upgrade")).containsExactly("websocket");
            assertThat(answer.tokens("Connection")).contains("upgrade");
            assertThat(answer.values("Sec-WebSocket-Version")).containsExactly("13");
        } else if (answer.status() == 405) { // RFC 9110, section 15.5.6
            assertThat(answer.tokens("Allow")).contains("get");
        }
    }

    private static void assertUpgraded(HttpAnswer answer, Request request) {
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.tokens("Upgrade")).containsExactly("websocket");
        assertThat(answer.tokens("Connection")).containsExactly("upgrade");
        assertThat(answer.values("Sec-WebSocket-Accept")).containsExactly(accepting(request));
        assertThat(answer.values("Sec-WebSocket-Protocol")).isEmpty();
        assertThat(answer.values("Sec-WebSocket-Extensions")).isEmpty();
        assertThat(answer.values("Content-Length")).isEmpty();
        assertThat(answer.values("Transfer-Encoding")).isEmpty();
    }

    // RFC 6455, section 4.2.2.
    private static String accepting(Request request) {
        String key =
                request.head()
                        .lines()
                        .map(line -> line.split(":", 2))
                        .filter(field -> field[0].equalsIgnoreCase("Sec-WebSocket-Key"))
                        .map(field -> field[1].strip())
                        .findFirst()
                        .orElseThrow();
        try {
            byte[] joined = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII);
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(joined);
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertSpeaksWebSocket(RawConnection client) {
        client.send(Frames.ping("hi"));
        client.send(Frames.close(1000));
        assertThat(client.next(3)).containsExactly("pong 6869", "close 1000", Heard.END);
    }

    @Test
    void acceptsTheKeyOfTheRfc() {
        assertThat(accepting(Request.ofTheRfc())).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    /// Handshake protocol, section 1; RFC 6455, section 10.2.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example",
                "null",
                "",
                "http://portal.example",
                "https://portal.example:8443",
                "https://portal.example.elsewhere.example",
                "https://elsewhere.example/https://portal.example",
                "https://xportal.example",
                "https://portal.example https://elsewhere.example",
                "https://portal.example, https://elsewhere.example",
                "*"
            })
    void refusesAnotherOrigin(String origin) {
        Request request = Request.ofTheRfc().plus("Origin: " + origin);
        assertRefused(fullDoor, UpgradeRow.refused("HP 1", "Origin", request, 403));
    }

    @Test
    void refusesAnotherOriginBesideTheRightOne() {
        Request request =
                Request.ofTheRfc()
                        .plus("Origin: " + PORTAL)
                        .plus("Origin: https://elsewhere.example");
        assertRefused(fullDoor, UpgradeRow.refused("HP 1", "Origin", request, 400, 403));
    }

    /// However the head is begun, and whatever trickles in: it is counted from the first byte.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "GET /ws/hand",
                "GET /ws/handshake HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
                "GET /ws/handshake HTTP/1.1\r\nHost: localhost\r\nX-"
            })
    void endsAHeadThatNeverComesToItsEnd(String begun) {
        try (RawConnection silent = door.connect();
                RawConnection trickling = door.connect()) {
            silent.send(begun);
            trickling.send(begun);
            assertThat(trickling.lastsWhileItSends("a", RawConnection.DEADLINE))
                    .isLessThan(HEADER_TIMEOUT.multipliedBy(3));
            silent.patience(HEADER_TIMEOUT.multipliedBy(2));
            assertThat(silent.readToTheEnd()).isTrue();
        }
    }

    @Test
    void bearsAHeadThatTakesHalfTheTime() {
        try (RawConnection client = door.connect()) {
            Request request = Request.ofTheRfc();
            client.send(request.head().substring(0, 60));
            client.patience(HEADER_TIMEOUT.dividedBy(2));
            assertThat(client.next(1)).containsExactly(Heard.SILENCE);
            client.patience(RawConnection.DEADLINE);
            client.send(request.head().substring(60));
            assertUpgraded(client.answer(), request);
        }
    }

    /// The time for the head is none for the session.
    @Test
    void countsNoTimeForTheHeadOnceItIsUpgraded() {
        try (RawConnection client = door.enter()) {
            client.patience(HEADER_TIMEOUT.multipliedBy(2));
            assertThat(client.next(1)).containsExactly(Heard.SILENCE);
            assertSpeaksWebSocket(client);
        }
    }

    /// Blank lines before a request may be skipped (RFC 9112, section 2.2), but not for ever.
    @Test
    void endsBlankLinesThatNeverComeToAnEnd() {
        try (RawConnection client = door.connect()) {
            assertThat(client.lastsWhileItSends("\r\n", RawConnection.DEADLINE))
                    .isLessThan(HEADER_TIMEOUT.multipliedBy(3));
        }
    }

    @Test
    void endsTheHeadOfASecondRequestThatNeverComesToItsEnd() {
        try (RawConnection client = door.connect()) {
            assertAnswersOn(client);
            client.send("GET /ws/hand");
            assertThat(client.lastsWhileItSends("a", RawConnection.DEADLINE))
                    .isLessThan(HEADER_TIMEOUT.multipliedBy(3));
        }
    }

    @Test
    void upgradesAfterAnotherRequestInTheSamePacket() {
        try (RawConnection client = door.connect()) {
            client.send(HEALTH.followedBy(Request.ofTheRfc().head()).head());
            assertThat(client.answer().status()).isEqualTo(200);
            assertUpgraded(client.answer(), Request.ofTheRfc());
            assertSpeaksWebSocket(client);
        }
    }

    @Test
    void upgradesAByteAPacket() {
        try (RawConnection client = door.connect()) {
            Frames.trickled(Request.ofTheRfc().head().getBytes(US_ASCII)).forEach(client::send);
            assertUpgraded(client.answer(), Request.ofTheRfc());
            assertSpeaksWebSocket(client);
        }
    }

    /// Who is refused cannot speak WebSocket all the same.
    @Test
    void takesNoFrameAfterARefusal() {
        try (RawConnection client = door.connect()) {
            client.send(Request.ofTheRfc().with("Sec-WebSocket-Key", "AAAA").head());
            client.send(Frames.ping("hi"));
            client.sendIfOpen("\r\n\r\n".getBytes(US_ASCII));
            HttpAnswer answer = client.answer();
            assertThat(answer.status()).isEqualTo(400);
            if (!answer.saysClose()) {
                assertThat(client.answer().status()).isEqualTo(400);
            }
            assertThat(client.next(1)).containsExactly(Heard.END);
        }
    }
}
