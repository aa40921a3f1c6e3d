package org.careagent.neuron.adapters.outbound.datafolder;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An Ed25519 private key as text: PKCS#8 (RFC 8410) in PEM (RFC 7468).
final class PrivateKeyPem {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final Pattern PEM = Pattern.compile(BEGIN + "([^-]*)" + END);
    private static final String ED25519 = "Ed25519";

    private PrivateKeyPem() {}

    /// A new key.
    static String generate() {
        try {
            byte[] key =
                    KeyPairGenerator.getInstance(ED25519)
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded();
            return BEGIN + "\n" + lines(key) + "\n" + END + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform of today has Ed25519", e);
        }
    }

    /// The key.
    ///
    /// @throws GeneralSecurityException if it is no Ed25519 key
    /// @throws IllegalArgumentException if it is no PEM
    static PrivateKey privateKeyOf(String pem) throws GeneralSecurityException {
        return KeyFactory.getInstance(ED25519)
                .generatePrivate(new PKCS8EncodedKeySpec(decode(pem)));
    }

    /// The 32 bytes of the public key that belongs to it.
    ///
    /// @throws GeneralSecurityException if it is no Ed25519 key
    /// @throws IllegalArgumentException if it is no PEM
    static byte[] publicKeyOf(String pem) throws GeneralSecurityException {
        if (privateKeyOf(pem) instanceof EdECPrivateKey key) {
            return publicKeyOf(key.getBytes().orElseThrow(InvalidKeySpecException::new));
        }
        throw new InvalidKeySpecException();
    }

    // PKCS#8 need not hold the public key, and Java has no call for deriving it. But a generator
    // takes its random bytes for the private key (RFC 8032, section 5.1.5), so it is given ours.
    private static byte[] publicKeyOf(byte[] privateKey) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ED25519);
        generator.initialize(NamedParameterSpec.ED25519, new Given(privateKey));
        KeyPair pair = generator.generateKeyPair();
        if (pair.getPrivate() instanceof EdECPrivateKey same
                && pair.getPublic() instanceof EdECPublicKey derived
                && Arrays.equals(same.getBytes().orElseThrow(), privateKey)) {
            return raw(derived);
        }
        throw new IllegalStateException("this Java platform makes Ed25519 keys in another way");
    }

    // SubjectPublicKeyInfo ends with the 32 bytes (RFC 8410, section 4).
    private static byte[] raw(EdECPublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private static byte[] decode(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw new IllegalArgumentException();
        }
        return Base64.getDecoder().decode(matcher.group(1).replaceAll("\\s", ""));
    }

    private static String lines(byte[] key) {
        byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
        return Base64.getMimeEncoder(64, newline).encodeToString(key);
    }

    /// "Random" bytes that are given.
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
