package org.careagent.neuron.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.bootstrap.client.Json;
import org.careagent.neuron.bootstrap.client.Patient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Clients that do not wait for the 101 before they go on (RFC 6455, section 4.1), or not at all:
/// what came early counts as if it came when the session opens, and nobody keeps a place by it
/// (handshake protocol, section 5). The ceiling is 1 in here.
@Timeout(
        value = 30,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a stuck write hears no interrupt
class EarlyDataTest {
    private static final byte[] UPGRADE =
            Request.ofTheRfc().head().getBytes(StandardCharsets.US_ASCII);

    @TempDir private static Path folder;
    private static Door door;

    private RawConnection occupant;

    @BeforeAll
    static void open() {
        door = Door.open(folder, Map.of("websocket.maxConcurrentHandshakes", "1"));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void takeTheOnlyPlace() {
        occupant = door.enter();
    }

    @AfterEach
    void giveItUp() {
        occupant.close();
    }

    private static byte[] auth() {
        return Frames.text(Json.write(Patient.stranger().auth(Door.PROVIDER)));
    }

    @Test
    void readsAMessageInThePacketOfTheRequest() {
        occupant.close();
        try (RawConnection client = door.connect()) {
            client.send(Frames.join(UPGRADE, auth()));
            assertThat(client.answer().status()).isEqualTo(101);
            assertThat(client.next(1)).containsExactly("handshake.challenge");
        }
    }

    @Test
    void readsAMessageThatCameWhileItWaited() {
        try (RawConnection client = waiting()) {
            client.send(auth());
            assertStillWaits(client);
            occupant.close();
            assertThat(client.answer().status()).isEqualTo(101);
            assertThat(client.next(1)).containsExactly("handshake.challenge");
        }
    }

    @Test
    void failsForAnUnmaskedFrameThatCameWhileItWaited() {
        try (RawConnection client = waiting()) {
            client.send(Frames.unmasked(0x81, "hi"));
            assertStillWaits(client);
            occupant.close();
            assertThat(client.answer().status()).isEqualTo(101);
            assertThat(client.next(1)).containsExactly("close 1002");
        }
    }

    @Test
    void answersNoOtherRequestWhileOneWaits() {
        try (RawConnection client = waiting()) {
            client.send(Request.of("GET /health HTTP/1.1", "Host: localhost").head());
            assertStillWaits(client);
            occupant.close();
            assertThat(client.answer().status()).isEqualTo(101);
            assertThat(client.next(1)).containsExactly("close 1002");
        }
    }

    static Stream<Arguments> waysToGiveUp() {
        return Stream.of(
                givingUp("in order", RawConnection::close),
                givingUp("by half", RawConnection::endStream),
                givingUp("by reset", RawConnection::reset),
                givingUp("after a message", client -> leaveAfter(client, auth())),
                givingUp("after a close", client -> leaveAfter(client, Frames.close(1001))),
                givingUp("after half a frame", client -> leaveAfter(client, Frames.bytes(0x81))));
    }

    private static Arguments givingUp(String how, Consumer<RawConnection> act) {
        return Arguments.of(how, act);
    }

    private static void leaveAfter(RawConnection client, byte[] last) {
        client.send(last);
        client.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToGiveUp")
    void upgradesTheNextWhenTheFirstHasGivenUp(String how, Consumer<RawConnection> givingUp) {
        try (RawConnection first = waiting();
                RawConnection second = waiting()) {
            givingUp.accept(first);
            occupant.close();
            assertThat(second.answer().status()).isEqualTo(101);
        }
    }

    @Test
    void givesThePlaceOnOfWhoFloodsWhileItWaits() {
        try (RawConnection flooding = waiting();
                RawConnection next = waiting()) {
            flooding.sendIfOpen(new byte[200_000]);
            occupant.close();
            assertThat(next.answer().status()).isEqualTo(101);
        }
    }

    private RawConnection waiting() {
        RawConnection client = door.connect();
        client.send(UPGRADE);
        return client;
    }

    private static void assertStillWaits(RawConnection client) {
        client.patience(Duration.ofMillis(300));
        assertThat(client.next(1)).containsExactly(Heard.SILENCE);
        client.patience(RawConnection.DEADLINE);
    }
}
