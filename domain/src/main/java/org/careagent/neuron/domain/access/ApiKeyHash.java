package org.careagent.neuron.domain.access;

import org.careagent.neuron.domain.identity.Bytes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What the Neuron keeps of an API key: the SHA-256 of its text.
public record ApiKeyHash(Bytes bytes) {
    private static final int LENGTH = 32;

    /// @throws IllegalArgumentException if it is not 32 bytes long
    public ApiKeyHash {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes");
        }
    }

    /// The hash of a key's text, whether it is one or not.
    public static ApiKeyHash of(String text) {
        try {
            byte[] raw = text.getBytes(StandardCharsets.UTF_8);
            return new ApiKeyHash(Bytes.of(MessageDigest.getInstance("SHA-256").digest(raw)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
