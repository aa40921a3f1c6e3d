package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.Bytes;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;

/// A patient's key pair, as the JDK makes it: signs what a real patient agent would.
public final class SigningKey {
    private final PrivateKey secret;
    private final PatientKey publicKey;

    private SigningKey(PrivateKey secret, PatientKey publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /// Another key every time.
    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // RFC 8410, section 4: the raw key is what the encoding ends with.
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] raw =
                    Arrays.copyOfRange(encoded, encoded.length - PatientKey.LENGTH, encoded.length);
            return new SigningKey(pair.getPrivate(), new PatientKey(Bytes.of(raw)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The public half.
    public PatientKey publicKey() {
        return publicKey;
    }

    /// The public half as a stranger presents it.
    public PresentedKey presented() {
        return publicKey.presented();
    }

    /// Signs exactly `message`.
    public Signature sign(Bytes message) {
        try {
            java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(message.toArray());
            return new Signature(Bytes.of(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A token of `payload`, signed with this key.
    public ConsentToken tokenOf(Bytes payload) {
        return new ConsentToken(payload, sign(payload));
    }
}
