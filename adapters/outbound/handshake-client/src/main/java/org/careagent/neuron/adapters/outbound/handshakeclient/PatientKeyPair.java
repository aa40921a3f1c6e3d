package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.careagent.neuron.domain.identity.Bytes;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/// A patient's Ed25519 key, both halves, by the JDK's own cryptography. Its text form shows
/// neither.
public final class PatientKeyPair {
    private static final String ED25519 = "Ed25519";
    private static final int RAW_KEY = 32;

    private final KeyPair keys;

    private PatientKeyPair(KeyPair keys) {
        this.keys = keys;
    }

    /// A new key.
    public static PatientKeyPair generate() {
        try {
            return new PatientKeyPair(KeyPairGenerator.getInstance(ED25519).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The pair that `secret` belongs to.
    ///
    /// @throws GeneralSecurityException if the JDK cannot say which
    static PatientKeyPair of(EdECPrivateKey secret) throws GeneralSecurityException {
        byte[] seed =
                secret.getBytes().orElseThrow(() -> new GeneralSecurityException("no seed in it"));
        // The JDK has no way from the secret half to the public one, but it makes both of 32 random
        // bytes; these are the ones.
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ED25519);
        generator.initialize(NamedParameterSpec.ED25519, new Handing(seed));
        KeyPair made = generator.generateKeyPair();
        if (!(made.getPrivate() instanceof EdECPrivateKey again)
                || !Arrays.equals(again.getBytes().orElse(new byte[0]), seed)) {
            throw new GeneralSecurityException("this Java derives another key from the seed");
        }
        return new PatientKeyPair(made);
    }

    /// The raw 32 bytes of the public half, as the `x` of an OKP JWK.
    public Bytes publicKey() {
        // The X.509 form ends with them.
        byte[] encoded = keys.getPublic().getEncoded();
        return Bytes.of(Arrays.copyOfRange(encoded, encoded.length - RAW_KEY, encoded.length));
    }

    /// The 64-byte signature over `message`.
    Bytes sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ED25519);
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    PrivateKey secret() {
        return keys.getPrivate();
    }

    @Override
    public String toString() {
        return "PatientKeyPair";
    }

    /// Hands out the bytes that it was given, in place of random ones.
    private static final class Handing extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Handing(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != bytes.length) {
                throw new IllegalStateException("asked for " + target.length + " bytes");
            }
            System.arraycopy(bytes, 0, target, 0, bytes.length);
        }
    }
}
