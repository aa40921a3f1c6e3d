package org.careagent.neuron.load.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/// The agent of a provider, with the key that it is registered with (handshake protocol, section
/// 6).
///
/// @param npi of the provider
/// @param key Ed25519
public record ProviderAgent(String npi, KeyPair key) {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    // What an NPI stands behind when its check digit is reckoned, and what that adds.
    private static final int PREFIX_SUM = 24;

    /// The `number`th of them, with a new key.
    public static ProviderAgent numbered(int number) {
        try {
            return new ProviderAgent(
                    npi("1%08d".formatted(number)),
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private static String npi(String nineDigits) {
        int sum = PREFIX_SUM;
        for (int i = 0; i < nineDigits.length(); i++) {
            int digit = nineDigits.charAt(i) - '0';
            int doubled = 2 * digit;
            sum += i % 2 == 0 ? doubled / 10 + doubled % 10 : digit;
        }
        return nineDigits + (10 - sum % 10) % 10;
    }

    /// The public key as it is registered.
    public String publicKey() {
        byte[] encoded = key.getPublic().getEncoded();
        return BASE64URL.encodeToString(
                Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    /// The right answer to `provider.challenge`.
    public String answer(String challenge) {
        String text =
                "careagent-provider-v1\n%s\n%s\n%s"
                        .formatted(
                                Json.member(challenge, "organization_npi"),
                                npi,
                                Json.member(challenge, "nonce"));
        return """
        {"type":"provider.challenge_response","signed_nonce":"%s"}\
        """
                .formatted(BASE64URL.encodeToString(sign(text.getBytes(UTF_8))));
    }

    private byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "provider " + npi;
    }
}
