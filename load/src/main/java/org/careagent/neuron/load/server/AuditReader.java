package org.careagent.neuron.load.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.careagent.neuron.load.client.Json;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an audit log from the beginning, over all files that it was rotated into, and checks each
/// line: sequence, link to the line before, hash. Each call goes on where the last one ended.
public final class AuditReader {
    private static final Pattern HASH = Pattern.compile("\"hash\":\"([0-9a-f]{64})\",");

    private final Path file;
    private long firstOfFile = 1;
    private long offset;
    private long sequence;
    private String hash = "0".repeat(64);

    /// @param file the one that is appended to
    public AuditReader(Path file) {
        this.file = file;
    }

    /// The number of the last entry that was read.
    public long sequence() {
        return sequence;
    }

    /// The lines that have come since the last call.
    ///
    /// @throws IOException if one does not verify
    public List<String> next() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path rotated = rotated(); Files.exists(rotated); rotated = rotated()) {
            read(rotated, lines);
            firstOfFile = sequence + 1;
            offset = 0;
        }
        read(file, lines);
        return lines;
    }

    private Path rotated() {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.replace(".jsonl", "." + firstOfFile + ".jsonl"));
    }

    private void read(Path from, List<String> lines) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(from.toFile(), "r")) {
            byte[] rest = new byte[Math.toIntExact(open.length() - offset)];
            open.seek(offset);
            open.readFully(rest);
            String text = new String(rest, UTF_8);
            if (!text.isEmpty() && !text.endsWith("\n")) {
                throw new IOException("the log ends in the middle of a line: " + from);
            }
            for (String line : text.lines().toList()) {
                check(line);
                lines.add(line);
            }
            offset += rest.length;
        }
    }

    private void check(String line) throws IOException {
        Matcher own = HASH.matcher(line);
        boolean holds =
                own.find()
                        && Json.member(line, "sequence").equals("" + (sequence + 1))
                        && Json.member(line, "prev_hash").equals(hash)
                        && own.group(1).equals(sha256(own.replaceFirst("")));
        if (!holds) {
            throw new IOException("the chain breaks after entry " + sequence + ": " + line);
        }
        sequence++;
        hash = own.group(1);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
