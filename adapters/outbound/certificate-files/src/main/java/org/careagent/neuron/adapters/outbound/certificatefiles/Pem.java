package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// The blocks of a file in PEM (RFC 7468). What stands between them is passed over, as everybody
/// does.
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("(?s)-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----");
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ");

    private Pem() {}

    /// One block.
    ///
    /// @param label what it says that it is
    /// @param text what stands between its two lines
    record Block(String label, String text) {
        /// What it holds.
        ///
        /// @throws IllegalArgumentException if it is not in base64
        byte[] content() {
            return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        }

        /// The label alone: the rest may be a private key.
        @Override
        public String toString() {
            return label;
        }
    }

    /// All blocks of `content`, which is that of `file`. A file that somebody is writing at this
    /// moment, or has not written to its end, is a fault, not a shorter chain.
    static Loading<List<Block>> blocks(SmallFile file, byte[] content) {
        // Any bytes are text in this charset.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<Block> blocks =
                BLOCK.matcher(text)
                        .results()
                        .map(match -> new Block(match.group(1), match.group(2)))
                        .toList();
        return blocks.size() == BEGIN.matcher(text).results().count()
                ? new Loading.Loaded<>(blocks)
                : Loading.faulty(
                        file + " is cut off: a block of PEM in it does not end",
                        "Write it again, whole.");
    }
}
