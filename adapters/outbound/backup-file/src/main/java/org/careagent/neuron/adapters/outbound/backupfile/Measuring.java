package org.careagent.neuron.adapters.outbound.backupfile;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Passes on what is written, and knows how much it was and what its hash is.
final class Measuring extends OutputStream {
    private final OutputStream out;
    private final MessageDigest sha256 = newSha256();
    private long bytes;

    Measuring(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
        out.write(content, from, length);
        sha256.update(content, from, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    /// In lower-case hex. Once, at the end.
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
