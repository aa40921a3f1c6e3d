package org.careagent.neuron.adapters.inbound.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.handshake.DoorFixture.AUTH_TIMEOUT;
import static org.careagent.neuron.application.handshake.DoorFixture.CHALLENGE_TIMEOUT;
import static org.careagent.neuron.application.handshake.DoorFixture.KEY;
import static org.careagent.neuron.application.handshake.DoorFixture.OTHER_KEY;
import static org.careagent.neuron.application.handshake.DoorFixture.PATIENT;
import static org.careagent.neuron.application.handshake.DoorFixture.PROVIDER;

import io.helidon.common.buffers.BufferData;

import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.application.handshake.DoorFixture;
import org.careagent.neuron.application.port.FakeNonceSource;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.consent.PatientKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// From the text that comes in to the text that goes out, with the real use case in between.
final class HandshakeListenerTest {
    private static final String CHALLENGE =
            "send {\"type\":\"handshake.challenge\",\"nonce\":\"%s\",\"provider_npi\":\"%s\",\"organization_npi\":\"%s\"}"
                    .formatted(FakeNonceSource.nonce(1).hex(), PROVIDER, Samples.provider(9));

    private final DoorFixture door = new DoorFixture();
    private final RecordingSession connection = new RecordingSession();
    private final HandshakeListener listener = new HandshakeListener(door.conduct(), DoorFixture.SOURCE);

    @BeforeEach
    void open() {
        listener.onOpen(connection);
    }

    @Test
    void saysNothingFirst() {
        assertThat(connection.done()).isEmpty();
    }

    @Test
    void challengesWhoShowsATokenAndStaysOpen() {
        hear(auth());

        assertThat(connection.done()).containsExactly(CHALLENGE);
    }

    @Test
    void tellsWhereTheProviderIsAndThenCloses() {
        hear(auth());
        hear(answer(KEY));

        assertThat(connection.done())
                .containsExactly(
                        CHALLENGE,
                        "send {\"type\":\"handshake.complete\",\"relationship_id\":\"%s\",\"provider_endpoint\":\"ws://neuron.example:3000/ws/provider/%s\",\"status\":\"new\"}"
                                .formatted(relationshipId(), PROVIDER),
                        "close 1000");
        assertThat(door.timers.pending()).isZero();
    }

    @Test
    void refusesABinaryFrame() {
        listener.onMessage(connection, BufferData.create(auth()), true);

        assertThat(connection.done())
                .containsExactly(
                        "send {\"type\":\"handshake.error\",\"code\":\"INVALID_MESSAGE\",\"message\":\"A message must be a text frame, not a binary one.\"}",
                        "close 4002 INVALID_MESSAGE");
    }

    @Test
    void refusesTextThatIsNoMessage() {
        hear("{}");

        assertThat(connection.done())
                .containsExactly(
                        "send {\"type\":\"handshake.error\",\"code\":\"INVALID_MESSAGE\",\"message\":\"type is missing.\"}",
                        "close 4002 INVALID_MESSAGE");
    }

    @Test
    void refusesAMessageThatIsNotDue() {
        hear(answer(KEY));

        assertThat(connection.done()).last().isEqualTo("close 4002 INVALID_MESSAGE");
    }

    @Test
    void refusesAWrongAnswer() {
        hear(auth());
        hear(answer(OTHER_KEY));

        assertThat(connection.done()).last().isEqualTo("close 4003 CONSENT_FAILED");
    }

    @Test
    void ignoresWhatComesAfterTheEnd() {
        hear(auth());
        hear(answer(OTHER_KEY));
        List<String> done = connection.done();

        hear(answer(KEY));
        hear(auth());
        listener.onMessage(connection, BufferData.empty(), true);
        listener.onClose(connection, 1000, "");

        assertThat(connection.done()).isEqualTo(done);
        assertThat(door.relationships.standing(PATIENT, PROVIDER).active()).isEmpty();
        assertThat(door.audited()).containsExactly("Started", "Failed");
    }

    @Test
    void losesPatienceWithWhoSaysNothing() {
        door.clock.advance(AUTH_TIMEOUT);

        assertThat(connection.done()).last().isEqualTo("close 4001 AUTH_TIMEOUT");
    }

    @Test
    void losesPatienceWithWhoDoesNotAnswer() {
        hear(auth());
        door.clock.advance(CHALLENGE_TIMEOUT);

        assertThat(connection.done()).last().isEqualTo("close 4001 AUTH_TIMEOUT");
    }

    @Test
    void saysNoMoreThanThatSomethingFailedInside() {
        hear(auth());
        door.audit.failWith(new IllegalStateException("zq7: disk full"));

        hear(answer(KEY));

        assertThat(connection.done())
                .containsExactly(
                        CHALLENGE,
                        "send {\"type\":\"handshake.error\",\"code\":\"SERVER_ERROR\",\"message\":\"Internal server error\"}",
                        "close 1011 SERVER_ERROR");
        assertThat(door.timers.pending()).isZero();
    }

    @Test
    void endsTheSessionAndItsTimerWhenThePeerLeaves() {
        listener.onClose(connection, 1006, "");

        assertThatItIsOverWithoutAWord();
    }

    @Test
    void endsTheSessionAndItsTimerWhenThePeerLeavesBeforeItAnswers() {
        hear(auth());
        listener.onClose(connection, 1000, "");

        assertThat(connection.done()).containsExactly(CHALLENGE);
        assertThat(door.timers.pending()).isZero();
    }

    /// A session answers for itself; this is for what failed before there was one.
    @Test
    void tellsThePeerThatNoSessionCouldBeOpened() {
        HandshakeListener unopened = new HandshakeListener(door.conduct(), DoorFixture.SOURCE);

        unopened.onError(connection, new IllegalStateException("no ids"));
        unopened.onClose(connection, 1011, "");

        assertThat(connection.done())
                .containsExactly(
                        "send {\"type\":\"handshake.error\",\"code\":\"SERVER_ERROR\",\"message\":\"Internal server error\"}",
                        "close 1011 SERVER_ERROR");
    }

    private void assertThatItIsOverWithoutAWord() {
        assertThat(door.timers.pending()).isZero();
        door.clock.advance(Duration.ofHours(1));
        hear(auth());
        assertThat(connection.done()).isEmpty();
    }

    private void hear(String text) {
        listener.onMessage(connection, text, true);
    }

    private String relationshipId() {
        return door.relationships
                .standing(PATIENT, PROVIDER)
                .active()
                .orElseThrow()
                .id()
                .toString();
    }

    private static String auth() {
        return """
        {"type":"handshake.auth","consent_token_payload":"e30","consent_token_signature":"%s",\
        "patient_agent_id":"%s","patient_public_key":"%s","patient_endpoint":"wss://patient.example/inbox"}
        """
                .formatted(wire(KEY), PATIENT, wire(KEY));
    }

    private static String answer(PatientKey key) {
        return "{\"type\":\"handshake.challenge_response\",\"signed_nonce\":\"" + wire(key) + "\"}";
    }

    private static String wire(PatientKey key) {
        return Base64Url.encode(key.bytes().toArray());
    }
}
