package org.careagent.neuron.adapters.inbound.websocket.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A `Sec-WebSocket-Key`: 16 bytes in base64 (RFC 6455, section 4.1).
record HandshakeKey(String value) {
    private static final String SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int LENGTH = 16;

    /// The key of a request; empty unless there is exactly one, well-formed.
    static Optional<HandshakeKey> of(List<String> presented) {
        return presented.size() == 1 && wellFormed(presented.getFirst())
                ? Optional.of(new HandshakeKey(presented.getFirst()))
                : Optional.empty();
    }

    private static boolean wellFormed(String key) {
        try {
            // The decoder lets the padding be left out; the length tells.
            return key.length() == 24 && Base64.getDecoder().decode(key).length == LENGTH;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// What the 101 answers to it (RFC 6455, section 4.2.2).
    String accept() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest((value + SUFFIX).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
