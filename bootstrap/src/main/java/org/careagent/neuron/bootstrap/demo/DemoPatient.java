package org.careagent.neuron.bootstrap.demo;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The patient's agent of the demo: a client like any other, over a real socket and with the JDK's
/// own cryptography.
final class DemoPatient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final int RAW_KEY = 32;

    private final AgentId id;
    private final Npi provider;
    private final KeyPair key;

    DemoPatient(AgentId id, Npi provider) throws GeneralSecurityException {
        this.id = id;
        this.provider = provider;
        this.key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    AgentId id() {
        return id;
    }

    /// Shakes hands with the Neuron at `address`, and tells `story` of each message.
    ///
    /// @return whether the Neuron answered `handshake.complete`
    boolean shakeHands(URI address, Story story, Instant now)
            throws GeneralSecurityException, InterruptedException {
        Inbox inbox = new Inbox();
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder().buildAsync(address, inbox).join();
            String consent = consent(now);
            story.presents(consent);
            say(socket, story, auth(consent));
            boolean completed = false;
            while (inbox.next() instanceof Inbox.Arrival.Text(String text)) {
                story.fromNeuron(text);
                JsonNode message = JSON.readTree(text);
                switch (message.path("type").asString()) {
                    case "handshake.challenge" -> say(socket, story, answer(message));
                    case "handshake.complete" -> completed = true;
                    default -> completed = false;
                }
            }
            story.closed(inbox.closing());
            return completed;
        }
    }

    private String consent(Instant now) {
        return json(
                Map.of(
                        "patient_agent_id",
                        id.value(),
                        "provider_npi",
                        provider.digits(),
                        "consented_actions",
                        List.of("appointments.book", "messages.send"),
                        "iat",
                        now.getEpochSecond(),
                        "exp",
                        now.getEpochSecond() + 3600));
    }

    private Map<String, Object> auth(String consent) throws GeneralSecurityException {
        byte[] payload = consent.getBytes(StandardCharsets.UTF_8);
        return Map.of(
                "type",
                "handshake.auth",
                "consent_token_payload",
                BASE64URL.encodeToString(payload),
                "consent_token_signature",
                BASE64URL.encodeToString(sign(payload)),
                "patient_agent_id",
                id.value(),
                "patient_public_key",
                BASE64URL.encodeToString(rawPublicKey()),
                "patient_endpoint",
                "wss://patient-agent.example/inbox");
    }

    private Map<String, Object> answer(JsonNode challenge) throws GeneralSecurityException {
        byte[] nonce = HexFormat.of().parseHex(challenge.path("nonce").asString());
        return Map.of(
                "type",
                "handshake.challenge_response",
                "signed_nonce",
                BASE64URL.encodeToString(sign(nonce)));
    }

    private static void say(WebSocket socket, Story story, Map<String, Object> message) {
        String text = json(message);
        story.fromPatient(text);
        socket.sendText(text, true).join();
    }

    private byte[] sign(byte[] bytes) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key.getPrivate());
        signature.update(bytes);
        return signature.sign();
    }

    // The X.509 form ends with the raw key.
    private byte[] rawPublicKey() {
        byte[] encoded = key.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - RAW_KEY, encoded.length);
    }

    private static String json(Map<String, Object> members) {
        return JSON.writeValueAsString(new TreeMap<>(members));
    }
}
