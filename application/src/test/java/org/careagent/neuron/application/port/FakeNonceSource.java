package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.handshake.Nonce;
import org.careagent.neuron.domain.identity.Bytes;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicLong;

/// Gives the same nonces in every run: the SHA-256 of 1, 2, 3 …
public final class FakeNonceSource implements NonceSource {
    private final AtomicLong given = new AtomicLong();

    @Override
    public Nonce nextNonce() {
        return nonce(given.incrementAndGet());
    }

    /// The nonce that such a source gives as its `number`th, counted from 1.
    public static Nonce nonce(long number) {
        byte[] counter = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        try {
            return new Nonce(Bytes.of(MessageDigest.getInstance("SHA-256").digest(counter)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
