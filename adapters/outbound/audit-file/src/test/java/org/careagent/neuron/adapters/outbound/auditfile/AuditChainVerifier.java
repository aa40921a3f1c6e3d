package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Checks a whole audit file against the audit log specification, with nothing of the adapter: for
/// the strings, lists and whole numbers that entries are made of, Jackson with sorted members
/// writes the canonical form too.
public final class AuditChainVerifier {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                    .build();
    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private AuditChainVerifier() {}

    /// The entries of `file`, in order.
    ///
    /// @throws AssertionError if it is no unbroken chain from the first entry on
    public static List<JsonNode> verify(Path file) throws IOException {
        return verify(List.of(file));
    }

    /// The same of a log of several files.
    public static List<JsonNode> verify(List<Path> files) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            all.append(Files.readString(file));
        }
        String text = all.toString();
        assertThat(text).matches(t -> t.isEmpty() || t.endsWith("\n"), "ends with its last line");
        List<JsonNode> entries = new ArrayList<>();
        String previous = "0".repeat(64);
        for (String line : text.lines().toList()) {
            previous = verify(line, entries.size() + 1, previous);
            entries.add(MAPPER.readTree(line));
        }
        return entries;
    }

    private static String verify(String line, int number, String previous) {
        Map<?, ?> entry = MAPPER.readValue(line, Map.class);
        String where = "line " + number + ": " + line;
        assertThat(line).as(where).isEqualTo(MAPPER.writeValueAsString(entry));
        assertThat(entry.get("sequence")).as(where).isEqualTo(number);
        assertThat(entry.get("timestamp")).as(where).asString().matches(TIMESTAMP);
        assertThat(entry.get("prev_hash")).as(where).isEqualTo(previous);
        Object hash = entry.remove("hash");
        assertThat(hash).as(where).isEqualTo(sha256(MAPPER.writeValueAsString(entry)));
        return String.valueOf(hash);
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
