package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.Sha256;
import org.careagent.neuron.domain.identity.Bytes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of the log, taken apart. In canonical form the members of an entry's place stand at its
/// end, each in one form only: so they are found from there without reading JSON, and the hash of
/// an entry is that of the line without its member `hash`.
///
/// @param body what comes before them
/// @param link number and hash
/// @param previousHash the hash of the entry before, as it says
/// @param timestamp when it was made, as it says
record Line(Body body, Link link, String previousHash, String timestamp) {
    private static final String HEX = "[0-9a-f]{64}";
    private static final Pattern PLACE =
            Pattern.compile(
                    ",\"hash\":\"(?<hash>"
                            + HEX
                            + ")\"(?<rest>,\"prev_hash\":\"(?<previous>"
                            + HEX
                            + ")\",\"sequence\":(?<sequence>[1-9][0-9]{0,15})"
                            + ",\"timestamp\":\"(?<timestamp>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:"
                            + "\\d\\d\\.\\d{3}Z)\"})\\z");

    // Of the members of the place without the digits of the number.
    private static final int SHORTEST_PLACE = 9 + 66 + 13 + 66 + 12 + 13 + Timestamps.LENGTH + 3;
    private static final int MOST_DIGITS = 16;

    /// The line that puts `body` after `previous` in the chain.
    static Line after(Link previous, Body body, String timestamp) {
        String hash = hash(body, place(previous, timestamp));
        return new Line(body, new Link(previous.sequence() + 1, hash), previous.hash(), timestamp);
    }

    /// Takes `line` apart, which is without its `\n`; empty if it is no entry, or its hash is not
    /// its own. Whether the body is JSON is not looked at: whoever wrote the hash wrote that too.
    static Optional<Line> read(byte[] line) {
        int reach = Math.min(line.length, SHORTEST_PLACE + MOST_DIGITS);
        int from = line.length - reach;
        Matcher place = PLACE.matcher(new String(line, from, reach, StandardCharsets.ISO_8859_1));
        if (!place.find()) {
            return Optional.empty();
        }
        Body body = new Body(Bytes.of(Arrays.copyOf(line, from + place.start())));
        return Optional.of(of(body, place))
                .filter(read -> read.link.hash().equals(hash(body, place.group("rest"))));
    }

    /// The line as it stands in the file, without its `\n`.
    byte[] bytes() {
        byte[] said = body.text().toArray();
        byte[] place =
                (",\"hash\":\""
                                + link.hash()
                                + "\""
                                + place(new Link(link.sequence() - 1, previousHash), timestamp))
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] line = Arrays.copyOf(said, said.length + place.length);
        System.arraycopy(place, 0, line, said.length, place.length);
        return line;
    }

    private static Line of(Body body, Matcher place) {
        return new Line(
                body,
                new Link(Long.parseLong(place.group("sequence")), place.group("hash")),
                place.group("previous"),
                place.group("timestamp"));
    }

    private static String place(Link previous, String timestamp) {
        return ",\"prev_hash\":\""
                + previous.hash()
                + "\",\"sequence\":"
                + (previous.sequence() + 1)
                + ",\"timestamp\":\""
                + timestamp
                + "\"}";
    }

    private static String hash(Body body, String place) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(body.text().toArray());
        return HexFormat.of().formatHex(sha256.digest(place.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
