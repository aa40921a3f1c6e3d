package org.careagent.neuron.domain.handshake;

import org.careagent.neuron.domain.identity.Bytes;

import java.util.HexFormat;

/// The challenge: 32 random bytes, to be signed once (handshake protocol, section 2).
public record Nonce(Bytes bytes) {
    /// The length of a nonce, in bytes.
    public static final int LENGTH = 32;

    /// @throws IllegalArgumentException if it is not 32 bytes long
    public Nonce {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a nonce has 32 bytes");
        }
    }

    /// As it goes over the wire: 64 lower-case hex digits.
    public String hex() {
        return HexFormat.of().formatHex(bytes.toArray());
    }
}
