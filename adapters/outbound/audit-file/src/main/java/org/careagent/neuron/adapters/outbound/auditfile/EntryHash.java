package org.careagent.neuron.adapters.outbound.auditfile;

import tools.jackson.databind.node.ObjectNode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The member `hash` of an entry.
final class EntryHash {
    /// How many hex digits it has.
    static final int LENGTH = 64;

    private EntryHash() {}

    /// @param entry without the member `hash`
    static String of(ObjectNode entry) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(CanonicalJson.encode(entry)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
