package org.careagent.neuron.bootstrap.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A patient with a key and an agent: makes messages, by default right ones.
public final class Patient {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String agentId;
    private final KeyPair key;

    private Patient(String agentId, KeyPair key) {
        this.agentId = agentId;
        this.key = key;
    }

    /// A patient nobody has seen before.
    public static Patient stranger() {
        return new Patient("agent-" + UUID.randomUUID(), newKey());
    }

    /// A patient nobody has seen before, whose agent has this id.
    public static Patient named(String agentId) {
        return new Patient(agentId, newKey());
    }

    /// Who goes by the same agent id, but has another key.
    public Patient impostor() {
        return new Patient(agentId, newKey());
    }

    /// The agent id.
    public String agentId() {
        return agentId;
    }

    /// The claims of a good token for `provider`.
    public Map<String, Object> claims(String provider) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("patient_agent_id", agentId);
        claims.put("provider_npi", provider);
        claims.put("consented_actions", List.of("appointments.book", "messages.send"));
        claims.put("iat", now);
        claims.put("exp", now + 3600);
        return claims;
    }

    /// A good `handshake.auth` for `provider`.
    public Map<String, Object> auth(String provider) {
        return auth(claims(provider));
    }

    /// A `handshake.auth` whose token has these claims.
    public Map<String, Object> auth(Map<String, Object> claims) {
        return authOver(Json.write(claims).getBytes(StandardCharsets.UTF_8));
    }

    /// A `handshake.auth` whose token has this payload.
    public Map<String, Object> authOver(byte[] payload) {
        Map<String, Object> auth = new LinkedHashMap<>();
        auth.put("type", "handshake.auth");
        auth.put("consent_token_payload", BASE64URL.encodeToString(payload));
        auth.put("consent_token_signature", BASE64URL.encodeToString(sign(payload)));
        auth.put("patient_agent_id", agentId);
        auth.put("patient_public_key", BASE64URL.encodeToString(rawKey()));
        auth.put("patient_endpoint", "wss://patient.example/inbox");
        return auth;
    }

    /// The right answer to `challenge`.
    public Map<String, Object> answer(Map<String, String> challenge) {
        byte[] nonce = HexFormat.of().parseHex(challenge.getOrDefault("nonce", ""));
        return Map.of(
                "type",
                "handshake.challenge_response",
                "signed_nonce",
                BASE64URL.encodeToString(sign(nonce)));
    }

    private byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] rawKey() {
        byte[] encoded = key.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
