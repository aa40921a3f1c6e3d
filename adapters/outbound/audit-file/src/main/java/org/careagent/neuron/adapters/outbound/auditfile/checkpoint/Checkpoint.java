package org.careagent.neuron.adapters.outbound.auditfile.checkpoint;

import org.careagent.neuron.domain.identity.Bytes;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a log was at some size (C2SP tlog-checkpoint).
///
/// @param origin names the log
/// @param size how many entries it had
/// @param root the root of their Merkle tree (RFC 6962): 32 bytes
public record Checkpoint(String origin, long size, Bytes root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final int LINES = 3;

    /// The text of the note that is signed.
    public String text() {
        return origin
                + "\n"
                + size
                + "\n"
                + Base64.getEncoder().encodeToString(root.toArray())
                + "\n";
    }

    /// The checkpoint that `text` spells; empty if it spells none. Lines after the third say
    /// nothing to us.
    public static Optional<Checkpoint> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < LINES
                || lines.getFirst().isEmpty()
                || !SIZE.matcher(lines.get(1)).matches()) {
            return Optional.empty();
        }
        return root(lines.get(2))
                .map(root -> new Checkpoint(lines.getFirst(), Long.parseLong(lines.get(1)), root));
    }

    private static Optional<Bytes> root(String base64) {
        try {
            return Optional.of(Bytes.of(Base64.getDecoder().decode(base64)))
                    .filter(root -> root.length() == RightEdge.HASH_LENGTH);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
