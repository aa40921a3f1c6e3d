package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.careagent.neuron.domain.identity.Bytes;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the patient's agent says (handshake protocol, sections 2 and 3).
final class PatientMessages {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final Errand errand;
    private final PatientKeyPair key;

    PatientMessages(Errand errand, PatientKeyPair key) {
        this.errand = errand;
        this.key = key;
    }

    /// The payload of a consent token, given at `now`.
    String consent(Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("consented_actions", errand.actions());
        claims.put("exp", now.plus(VALIDITY).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("patient_agent_id", errand.agent().value());
        claims.put("provider_npi", errand.provider().digits());
        return JSON.writeValueAsString(claims);
    }

    /// `handshake.auth`
    String auth(String consent) {
        byte[] payload = consent.getBytes(StandardCharsets.UTF_8);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "handshake.auth");
        message.put("consent_token_payload", base64url(Bytes.of(payload)));
        message.put("consent_token_signature", base64url(key.sign(payload)));
        message.put("patient_agent_id", errand.agent().value());
        message.put("patient_endpoint", errand.endpoint().uri());
        message.put("patient_public_key", base64url(key.publicKey()));
        return JSON.writeValueAsString(message);
    }

    /// `handshake.challenge_response`
    String answer(Bytes nonce) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "handshake.challenge_response");
        message.put("signed_nonce", base64url(key.sign(nonce.toArray())));
        return JSON.writeValueAsString(message);
    }

    private static String base64url(Bytes bytes) {
        return BASE64URL.encodeToString(bytes.toArray());
    }
}
