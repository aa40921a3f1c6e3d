package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.CheckpointSigner;
import org.careagent.neuron.domain.identity.Bytes;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/// A signer with a key of its own.
final class TestSigner implements CheckpointSigner {
    private final String origin;
    private final KeyPair keys;

    TestSigner(String origin) {
        this.origin = origin;
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public Bytes publicKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Bytes.of(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    @Override
    public Bytes sign(Bytes message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(message.toArray());
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
