package org.careagent.neuron.adapters.outbound.auditfile.checkpoint;

import org.careagent.neuron.domain.identity.Bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A text with signatures (C2SP signed-note).
///
/// @param text lines, each ended by `\n`
/// @param signatures one at least
public record SignedNote(String text, List<Mark> signatures) {
    private static final String DASH = "\u2014 ";

    /// Keeps the signatures as they are now.
    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /// One signature.
    ///
    /// @param name what the key is called
    /// @param keyId 4 bytes
    /// @param signature of an Ed25519 key 64 bytes
    public record Mark(String name, Bytes keyId, Bytes signature) {
        private String line() {
            byte[] both = Arrays.copyOf(keyId.toArray(), keyId.length() + signature.length());
            System.arraycopy(signature.toArray(), 0, both, keyId.length(), signature.length());
            return DASH + name + " " + Base64.getEncoder().encodeToString(both) + "\n";
        }

        private static Optional<Mark> parse(String line) {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith(DASH) || space <= DASH.length()) {
                return Optional.empty();
            }
            return decode(line.substring(space + 1))
                    .filter(both -> both.length > NoteKey.ID_LENGTH)
                    .map(both -> of(line.substring(DASH.length(), space), both));
        }

        private static Mark of(String name, byte[] both) {
            return new Mark(
                    name,
                    Bytes.of(Arrays.copyOf(both, NoteKey.ID_LENGTH)),
                    Bytes.of(Arrays.copyOfRange(both, NoteKey.ID_LENGTH, both.length)));
        }

        private static Optional<byte[]> decode(String base64) {
            try {
                return Optional.of(Base64.getDecoder().decode(base64));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        private boolean isOf(NoteKey key) {
            return name.equals(key.name()) && keyId.equals(key.id());
        }
    }

    /// What the signatures of a note are worth to who knows some keys.
    public enum Standing {
        /// One is of a key that is known, and holds; none is of one that is known, and does not.
        HOLDS,
        /// None is of a key that is known.
        UNKNOWN,
        /// One names a key that is known, and is not of it: a forgery.
        FORGED
    }

    /// Signs `text` with each of `signers`.
    public static SignedNote of(String text, List<CheckpointSigner> signers) {
        Bytes message = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(
                text,
                signers.stream()
                        .map(signer ->
                                new Mark(signer.origin(), signer.key().id(), signer.sign(message)))
                        .toList());
    }

    /// The note that `note` spells; empty if it spells none.
    public static Optional<SignedNote> parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            return Optional.empty();
        }
        List<Optional<Mark>> marks = note.substring(end + 2).lines().map(Mark::parse).toList();
        return marks.isEmpty() || marks.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(
                        new SignedNote(
                                note.substring(0, end + 1),
                                marks.stream().flatMap(Optional::stream).toList()));
    }

    /// The note as it goes into a file.
    public String spelling() {
        return text + "\n" + signatures.stream().map(Mark::line).collect(Collectors.joining());
    }

    /// The ids of those of `keys` that have signed it, by its own account.
    public Set<String> signersAmong(Collection<NoteKey> keys) {
        return keys.stream()
                .filter(key -> signatures.stream().anyMatch(mark -> mark.isOf(key)))
                .map(NoteKey::idInHex)
                .collect(Collectors.toSet());
    }

    /// What the signatures are worth to who knows `keys`.
    public Standing standing(Collection<NoteKey> keys) {
        boolean holds = false;
        for (NoteKey key : keys) {
            for (Mark mark : signatures) {
                if (mark.isOf(key)) {
                    if (!key.verifies(text, mark.signature())) {
                        return Standing.FORGED;
                    }
                    holds = true;
                }
            }
        }
        return holds ? Standing.HOLDS : Standing.UNKNOWN;
    }
}
