package org.careagent.neuron.adapters.outbound.handshakeclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.handshakeclient.Trace.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// What the agent says, and what it tells of it.
@Timeout(60)
class HandshakeClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    @Test
    void presentsAConsentAndProvesItsKey() throws InterruptedException, GeneralSecurityException {
        List<Event> seen = new ArrayList<>();
        var _ =
                Scripts.visit(
                        Scripts.afterAnswer(Scripts.ending(Scripts.COMPLETE, 1000)),
                        PATIENCE,
                        (_, event) -> seen.add(event));

        assertThat(seen)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "Connecting",
                        "Answered",
                        "Consented",
                        "Sent",
                        "Received",
                        "Sent",
                        "Received",
                        "Closed");
        JsonNode auth = sent(seen.get(3));
        byte[] key = bytes(auth, "patient_public_key");
        byte[] payload = bytes(auth, "consent_token_payload");
        assertThat(seen.get(2))
                .isEqualTo(
                        new Event.Consented(
                                "{\"consented_actions\":[\"messages.send\"],\"exp\":1795352400,"
                                        + "\"iat\":1795348800,\"patient_agent_id\":\"agent-1\","
                                        + "\"provider_npi\":\"1245319599\"}"));
        assertThat(new Event.Consented(new String(payload, StandardCharsets.UTF_8)))
                .isEqualTo(seen.get(2));
        assertThat(holds(key, payload, bytes(auth, "consent_token_signature"))).isTrue();
        assertThat(auth.path("patient_endpoint").asString()).isEqualTo("https://agent.example/");
        assertThat(
                        holds(
                                key,
                                HexFormat.of().parseHex(Scripts.NONCE),
                                bytes(sent(seen.get(5)), "signed_nonce")))
                .isTrue();
        assertThat(seen.get(6)).isEqualTo(new Event.Received(Scripts.COMPLETE));
        assertThat(seen.get(7)).isEqualTo(new Event.Closed(1000, ""));
    }

    @Test
    void signsNoChallengeForAnotherProvider() throws InterruptedException {
        List<Event> seen = new ArrayList<>();
        var _ =
                Scripts.visit(
                        Scripts.afterAuth(
                                guest -> guest.say(Scripts.challenge(Scripts.NONCE, "1679576722"))),
                        PATIENCE,
                        (_, event) -> seen.add(event));

        assertThat(seen).filteredOn(Event.Sent.class::isInstance).hasSize(1);
    }

    @Test
    void saysThatItWaitsInTheQueueAndWaits() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Outcome outcome =
                Scripts.visit(
                        guest -> {
                            await(told);
                            Scripts.afterAnswer(Scripts.ending(Scripts.COMPLETE, 1000)).play(guest);
                        },
                        PATIENCE,
                        (since, event) -> {
                            if (event instanceof Event.StillWaiting) {
                                assertThat(since).isGreaterThan(Duration.ofSeconds(2));
                                told.countDown();
                            }
                        });

        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    }

    private static void await(CountDownLatch told) throws IOException {
        try {
            told.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void comparesTheClocksWhenAConsentIsRefused() throws InterruptedException {
        List<Event> seen = new ArrayList<>();
        try (FakeNeuron neuron =
                FakeNeuron.playing(
                        Scripts.afterAuth(
                                Scripts.ending(Scripts.error("CONSENT_FAILED", "no"), 4003)))) {
            Instant late = Scripts.NOW.plusSeconds(90);
            Outcome outcome =
                    new HandshakeClient(
                                    PatientKeyPair.generate(),
                                    TrustedCertificates.usual(),
                                    () -> late,
                                    (_, event) -> seen.add(event))
                            .visit(Scripts.errand(neuron.address(), PATIENCE));

            assertThat(outcome)
                    .isEqualTo(
                            new Outcome.Refused(
                                    "CONSENT_FAILED",
                                    "no",
                                    4003,
                                    Optional.of(Duration.ofSeconds(90))));
            assertThat(Explanation.of(outcome).advice())
                    .contains("- the clocks differ: this machine's is 90 s ahead of the Neuron's");
            assertThat(seen)
                    .last()
                    .isEqualTo(
                            new Event.ClockAsked(
                                    neuron.address().plain(), Optional.of(Scripts.NOW)));
        }
    }

    @Test
    void findsNobodyAtAPortThatIsClosed() throws InterruptedException {
        int port = freePort();

        assertThat(visit("ws://localhost:" + port))
                .isEqualTo(
                        new Outcome.Unreachable(
                                Outcome.Obstacle.CONNECTION_REFUSED,
                                "nobody listens at localhost:" + port));
    }

    @Test
    void findsNobodyUnderANameThatIsNone() throws InterruptedException {
        assertThat(visit("ws://nobody.invalid"))
                .isEqualTo(
                        new Outcome.Unreachable(
                                Outcome.Obstacle.NAME_NOT_FOUND,
                                "there is no host nobody.invalid"));
    }

    private static Outcome visit(String address) throws InterruptedException {
        return new HandshakeClient(
                        PatientKeyPair.generate(),
                        TrustedCertificates.usual(),
                        () -> Scripts.NOW,
                        (_, _) -> {})
                .visit(
                        Scripts.errand(
                                new NeuronAddress(URI.create(address + "/ws/handshake")),
                                PATIENCE));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode sent(Event event) {
        assertThat(event).isInstanceOf(Event.Sent.class);
        return JsonMapper.shared().readTree(((Event.Sent) event).message());
    }

    private static byte[] bytes(JsonNode message, String name) {
        return Base64.getUrlDecoder().decode(message.path(name).asString());
    }

    private static boolean holds(byte[] key, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        byte[] encoded = new byte[X509.length + key.length];
        System.arraycopy(X509, 0, encoded, 0, X509.length);
        System.arraycopy(key, 0, encoded, X509.length, key.length);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(message);
        return verifier.verify(signature);
    }
}
