package org.careagent.neuron.adapters.outbound.auditfile.checkpoint;

import org.careagent.neuron.domain.identity.Bytes;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// An Ed25519 key that signs notes under a name (C2SP signed-note).
///
/// @param name what the key is called in the notes
/// @param publicKey 32 bytes, as in RFC 8032, section 5.1.5
public record NoteKey(String name, Bytes publicKey) {
    /// How many bytes the id of a key has.
    static final int ID_LENGTH = 4;

    private static final byte ED25519 = 1;
    private static final byte[] BEFORE_PUBLIC_KEY =
            HexFormat.of().parseHex("302a300506032b6570032100");

    /// The id of the key in the notes: the first 4 bytes of a hash over name, kind and key.
    public Bytes id() {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(ED25519);
        return Bytes.of(Arrays.copyOf(sha256.digest(publicKey.toArray()), ID_LENGTH));
    }

    /// The same in hex: 8 digits.
    public String idInHex() {
        return HexFormat.of().formatHex(id().toArray());
    }

    /// The key as verifiers of notes are told it: name, id, and kind and key in base64, with `+`
    /// between them.
    public String verifierKey() {
        byte[] raw = publicKey.toArray();
        byte[] kindAndKey = new byte[1 + raw.length];
        kindAndKey[0] = ED25519;
        System.arraycopy(raw, 0, kindAndKey, 1, raw.length);
        return name + "+" + idInHex() + "+" + Base64.getEncoder().encodeToString(kindAndKey);
    }

    /// Whether `signature` is one of this key over `text`.
    boolean verifies(String text, Bytes signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key());
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        byte[] raw = publicKey.toArray();
        byte[] encoded = Arrays.copyOf(BEFORE_PUBLIC_KEY, BEFORE_PUBLIC_KEY.length + raw.length);
        System.arraycopy(raw, 0, encoded, BEFORE_PUBLIC_KEY.length, raw.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
