package org.careagent.neuron.domain.access;

import org.careagent.neuron.domain.identity.Bytes;

/// What the Neuron keeps of an API key: the SHA-256 of its text.
public record ApiKeyHash(Bytes bytes) {
    private static final int LENGTH = 32;

    /// @throws IllegalArgumentException if it is not 32 bytes long
    public ApiKeyHash {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes");
        }
    }
}
