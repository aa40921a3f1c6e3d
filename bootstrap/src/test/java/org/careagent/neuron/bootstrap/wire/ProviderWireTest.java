package org.careagent.neuron.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.bootstrap.client.Json;
import org.careagent.neuron.bootstrap.client.Patient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.Map;

/// What a stranger can do at a provider's own address.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProviderWireTest {
    private static final String PATH = "/ws/provider/" + Door.PROVIDER;
    private static final String NOBODY = "/ws/provider/1003000126";
    private static final int LONGEST = 2048;

    private Door door;

    @BeforeAll
    void open(@TempDir Path folder) {
        door =
                Door.open(
                        folder,
                        Map.of(
                                "websocket.challengeTimeoutMs",
                                "1000",
                                "websocket.maxConcurrentHandshakes",
                                "1",
                                "websocket.maxPayloadBytes",
                                String.valueOf(LONGEST)));
    }

    @AfterAll
    void close() {
        door.close();
    }

    private RawConnection enter(String path) {
        RawConnection connection = door.connect();
        connection.send(Request.ofTheRfc().at(path).toString());
        assertThat(connection.answer().status()).isEqualTo(101);
        return connection;
    }

    private RawConnection challenged(String path) {
        RawConnection connection = enter(path);
        assertThat(connection.next().what()).isEqualTo("provider.challenge");
        return connection;
    }

    private static void assertEndsWith(int code, RawConnection connection) {
        assertThat(connection.next().what()).isEqualTo("close " + code);
    }

    @ParameterizedTest
    @CsvSource({
        "/ws/provider/1245319599, 426",
        "/ws/provider/1245319598, 404",
        "/ws/provider/1245319599/, 404",
        "/ws/provider/, 404",
        "/ws//provider/1245319599, 404",
        "/ws/provider, 404"
    })
    void servesOnThePathsOfProvidersAlone(String path, int status) {
        try (RawConnection connection = door.connect()) {
            connection.send(
                    Request.ofTheRfc()
                            .at(path)
                            .without("Upgrade")
                            .without("Connection")
                            .toString());
            assertThat(connection.answer().status()).isEqualTo(status);
        }
    }

    @Test
    void asksNobodyAsItAsksAProvider() {
        try (RawConnection one = challenged(PATH);
                RawConnection other = challenged(NOBODY)) {
            one.send(
                    Frames.text(
                            "{\"type\":\"provider.challenge_response\",\"signed_nonce\":\"AQ\"}"));
            other.send(
                    Frames.text(
                            "{\"type\":\"provider.challenge_response\",\"signed_nonce\":\"AQ\"}"));

            assertEndsWith(4003, one);
            assertEndsWith(4003, other);
        }
    }

    @Test
    void closesAPatient() {
        try (RawConnection connection = challenged(PATH)) {
            connection.send(Frames.text(Json.write(Patient.stranger().auth(Door.PROVIDER))));

            assertEndsWith(4003, connection);
        }
    }

    @Test
    void closesWhoSaysNothing() {
        try (RawConnection connection = challenged(PATH)) {
            assertEndsWith(4003, connection);
        }
    }

    @Test
    void closesABadKeyWithoutAChallenge() {
        try (RawConnection connection = door.connect()) {
            connection.send(Request.ofTheRfc().at(PATH).plus("X-API-Key: nrn_no").toString());
            assertThat(connection.answer().status()).isEqualTo(101);

            assertEndsWith(4003, connection);
        }
    }

    @Test
    void takesNoMessageThatIsTooLongAndNoUnmaskedFrame() {
        try (RawConnection tooLong = challenged(PATH);
                RawConnection unmasked = challenged(PATH)) {
            tooLong.send(Frames.text("x".repeat(LONGEST + 1)));
            unmasked.send(Frames.unmasked(Frames.FIN | Frames.TEXT, "x"));

            assertEndsWith(1009, tooLong);
            assertEndsWith(1002, unmasked);
        }
    }

    @Test
    void answersPingsAndBearsPongs() {
        try (RawConnection connection = challenged(PATH)) {
            connection.send(Frames.pong("nobody asked"));
            connection.send(Frames.ping(""));

            assertThat(connection.next().what()).startsWith("pong");
        }
    }

    @Test
    void takesNoPlaceOfAHandshake() {
        try (RawConnection _ = challenged(PATH);
                RawConnection _ = challenged(PATH);
                RawConnection handshake = door.enter()) {
            handshake.send(Frames.text("{}"));

            assertThat(handshake.next().what()).isEqualTo("handshake.error INVALID_MESSAGE");
        }
    }
}
