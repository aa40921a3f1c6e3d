package org.careagent.neuron.adapters.outbound.backupfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The end of a backup: the SHA-256 of every byte before it, in the comment of the zip file, which
/// is the last of it. So no byte of a backup can change, go or come unnoticed, be it in a member or
/// between them.
///
/// It tells of damage. Whoever changes a backup on purpose can seal it anew; what proves the audit
/// log are its checkpoints.
final class Seal extends OutputStream {
    private static final String WORDS = "neuron backup, sha256 of all before this: ";
    private static final int HEX = 64;

    /// What the comment of the zip file is to be, until the seal takes its place.
    static final String BLANK = WORDS + "0".repeat(HEX);

    private final OutputStream out;
    private final Measuring measured;
    // The end of what was written, which may be where the seal goes.
    private byte[] held = {};

    /// Seals what is written to `out`, which stays open.
    Seal(OutputStream out) {
        this.out = out;
        this.measured = new Measuring(out);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
        byte[] all = Arrays.copyOf(held, held.length + length);
        System.arraycopy(content, from, all, held.length, length);
        int settled = Math.max(0, all.length - HEX);
        measured.write(all, 0, settled);
        held = Arrays.copyOfRange(all, settled, all.length);
    }

    /// Puts the seal in its place. What was written before has to end with [#BLANK].
    void put() throws IOException {
        out.write(measured.sha256().getBytes(StandardCharsets.US_ASCII));
    }

    /// Reads all of `file`, and returns if it is as it was when it was sealed.
    ///
    /// @throws BackupUnusableException if not
    static void requireWhole(Path file) throws IOException {
        String end = endOf(file);
        if (!end.startsWith(WORDS)) {
            throw new BackupUnusableException(
                    "it is not a backup of a Neuron, or its end is missing or damaged: it may have"
                            + " been copied only in part");
        }
        try (InputStream content = Files.newInputStream(file);
                Measuring measured = new Measuring(OutputStream.nullOutputStream())) {
            new Bounded(content, Files.size(file) - HEX).transferTo(measured);
            if (!end.equals(WORDS + measured.sha256())) {
                throw new BackupUnusableException(
                        "it was changed or damaged since it was written; use another copy of it");
            }
        }
    }

    private static String endOf(Path file) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(content.length(), BLANK.length())];
            content.seek(content.length() - end.length);
            content.readFully(end);
            return new String(end, StandardCharsets.ISO_8859_1);
        }
    }
}
