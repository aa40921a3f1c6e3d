package org.careagent.neuron.load.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// A patient nobody has seen before, with a consent that is signed already.
///
/// All have the same key, which the protocol allows: making thousands of them would cost the
/// machine more than the load itself.
///
/// @param providerNpi the provider that it asks for
/// @param auth the text of `handshake.auth`
public record Patient(String agentId, String providerNpi, String auth) {
    /// The provider that they ask for, unless they are asked for another.
    public static final String PROVIDER_NPI = "1245319599";

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final KeyPair KEY = newKey();
    private static final String RAW_KEY = BASE64URL.encodeToString(rawKey());

    /// One patient.
    public static Patient stranger() {
        return strangerTo(PROVIDER_NPI);
    }

    /// One patient of this provider.
    public static Patient strangerTo(String providerNpi) {
        String agentId = "agent-" + UUID.randomUUID();
        return new Patient(agentId, providerNpi, auth(agentId, providerNpi));
    }

    /// The same patient with a consent of this second.
    public Patient renewed() {
        return new Patient(agentId, providerNpi, auth(agentId, providerNpi));
    }

    /// Many of them; made on all processors, for a signature of the JDK's takes its time.
    public static List<Patient> strangers(int count) {
        return IntStream.range(0, count).parallel().mapToObj(_ -> stranger()).toList();
    }

    /// The right answer to `challenge`.
    public String answer(String challenge) {
        byte[] nonce = HexFormat.of().parseHex(Json.member(challenge, "nonce"));
        return """
        {"type":"handshake.challenge_response","signed_nonce":"%s"}\
        """
                .formatted(BASE64URL.encodeToString(sign(nonce)));
    }

    private static String auth(String agentId, String providerNpi) {
        long now = Instant.now().getEpochSecond();
        byte[] payload =
                """
                {"patient_agent_id":"%s","provider_npi":"%s",\
                "consented_actions":["appointments.book","messages.send"],"iat":%d,"exp":%d}\
                """
                        .formatted(agentId, providerNpi, now, now + 3600)
                        .getBytes(UTF_8);
        return """
        {"type":"handshake.auth","consent_token_payload":"%s","consent_token_signature":"%s",\
        "patient_agent_id":"%s","patient_public_key":"%s",\
        "patient_endpoint":"wss://patient.example/inbox"}\
        """
                .formatted(
                        BASE64URL.encodeToString(payload),
                        BASE64URL.encodeToString(sign(payload)),
                        agentId,
                        RAW_KEY);
    }

    private static byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KEY.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    // The last 32 bytes of the X.509 form are the raw key, the `x` of an OKP JWK.
    private static byte[] rawKey() {
        byte[] encoded = KEY.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }
}
