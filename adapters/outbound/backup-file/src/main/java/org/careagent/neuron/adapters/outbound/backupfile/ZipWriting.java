package org.careagent.neuron.adapters.outbound.backupfile;

import org.careagent.neuron.adapters.outbound.backupfile.Manifest.Entry;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.BackupParts;
import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.TrailFiles.Part;

import tools.jackson.databind.node.ObjectNode;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The writing of one backup, a member after the other.
final class ZipWriting {
    static final String NODE = "node.json";
    static final String AUDIT = "audit/";
    private static final int BUFFER = 64 << 10;

    private final ZipOutputStream zip;
    private final OutputStream below;
    private final Seal seal;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Table, Long> rows = new EnumMap<>(Table.class);

    ZipWriting(FileChannel channel) {
        seal = new Seal(Channels.newOutputStream(channel));
        below = new BufferedOutputStream(seal, BUFFER);
        zip = new ZipOutputStream(below, StandardCharsets.UTF_8);
        zip.setComment(Seal.BLANK);
    }

    /// How many rows were written.
    BackupParts.Counts counts() {
        return new BackupParts.Counts(
                rows.getOrDefault(Table.RELATIONSHIPS, 0L),
                rows.getOrDefault(Table.BINDINGS, 0L),
                rows.getOrDefault(Table.PROVIDERS, 0L),
                rows.getOrDefault(Table.API_KEYS, 0L),
                rows.getOrDefault(Table.INTRODUCTIONS, 0L));
    }

    /// Writes all of `parts`, and leaves the channel open.
    void write(BackupParts parts) throws IOException {
        writeRows(parts.contents());
        if (parts.trail().isPresent()) {
            for (Part part : parts.trail().get().files()) {
                copy(part);
            }
        }
        begin(Manifest.NAME);
        zip.write(manifest(parts).write().toString().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        below.flush();
        seal.put();
    }

    private Manifest manifest(BackupParts parts) {
        return new Manifest(
                parts.origin(),
                counts(),
                parts.trail().map(BackupParts.Trail::end).map(ZipWriting::same),
                parts.trail().map(BackupParts.Trail::withoutEntry).orElse(0L),
                entries);
    }

    private static AuditPosition same(AuditPosition end) {
        return end;
    }

    private void writeRows(Contents contents) throws IOException {
        table(Table.RELATIONSHIPS, contents::relationships, Rows::of);
        table(Table.BINDINGS, contents::bindings, Rows::of);
        table(Table.PROVIDERS, contents::providers, Rows::of);
        table(Table.API_KEYS, contents::apiKeys, Rows::of);
        table(Table.INTRODUCTIONS, contents::introductions, Rows::of);
        member(NODE, out -> out.write(line(Rows.of(contents.node()))));
    }

    private <T> void table(Table table, Consumer<Consumer<T>> source, Function<T, ObjectNode> form)
            throws IOException {
        long[] count = new long[1];
        member(
                table.file(),
                out ->
                        source.accept(row -> {
                            write(out, line(form.apply(row)));
                            count[0]++;
                        }));
        rows.put(table, count[0]);
    }

    private static void write(OutputStream out, byte[] line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new NotWrittenException(e);
        }
    }

    /// The file cannot be written; from among the rows, whose source knows no checked exceptions.
    static final class NotWrittenException extends RuntimeException {
        @Serial private static final long serialVersionUID = 1;

        NotWrittenException(IOException cause) {
            super(cause);
        }
    }

    private static byte[] line(ObjectNode row) {
        return (row.toString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void copy(Part part) throws IOException {
        member(AUDIT + part.name(), out -> copy(part, out));
        if (entries.getLast().bytes() != part.length()) {
            throw new IllegalStateException("the audit log became shorter while it was copied");
        }
    }

    private static void copy(Part part, OutputStream out) throws IOException {
        try (InputStream content = opened(part)) {
            byte[] chunk = new byte[BUFFER];
            for (int read = read(content, chunk); read >= 0; read = read(content, chunk)) {
                out.write(chunk, 0, read);
            }
        }
    }

    // That the trail cannot be read says nothing of the file that is written.
    private static InputStream opened(Part part) {
        try {
            return part.content().open();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log cannot be read", e);
        }
    }

    private static int read(InputStream content, byte[] chunk) {
        try {
            return content.read(chunk);
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log cannot be read", e);
        }
    }

    private void member(String name, Writing writing) throws IOException {
        begin(name);
        Measuring measured = new Measuring(zip);
        writing.to(measured);
        zip.closeEntry();
        entries.add(new Entry(name, measured.bytes(), measured.sha256()));
    }

    private void begin(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
    }

    /// Writes one member.
    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
