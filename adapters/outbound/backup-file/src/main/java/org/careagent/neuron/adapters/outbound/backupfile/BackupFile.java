package org.careagent.neuron.adapters.outbound.backupfile;

import org.careagent.neuron.adapters.outbound.backupfile.Manifest.Entry;
import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.adapters.shared.json.JsonReading;
import org.careagent.neuron.adapters.shared.json.StrictJson;
import org.careagent.neuron.application.port.Binding;
import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.KeptApiKey;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.application.port.NodeBooks;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.KeptRelationship;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A backup that was written by [ZipBackupWriter], to be read. Nothing of it is believed before
/// [#verify] has returned.
public final class BackupFile implements Contents, AutoCloseable {
    // Far more than any row takes; what a node owes its trail is one line too.
    private static final int LONGEST_LINE = 64 << 20;
    private static final int LONGEST_MANIFEST = 64 << 20;

    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /// Opens the backup `file`: reads all of it once, for its [Seal], and then its manifest.
    ///
    /// @throws BackupUnusableException if it cannot be read, is none, or not as it was written
    public static BackupFile open(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new BackupUnusableException("there is no such file");
            }
            Seal.requireWhole(file);
            return opened(new ZipFile(file.toFile()));
        } catch (NoSuchFileException _) {
            throw new BackupUnusableException("there is no such file");
        } catch (IOException e) {
            throw new BackupUnusableException("it cannot be read: " + e.getMessage(), e);
        }
    }

    private static BackupFile opened(ZipFile zip) throws IOException {
        try {
            return new BackupFile(zip, Manifest.read(manifest(zip)));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ObjectNode manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw new BackupUnusableException("it is not a backup of a Neuron: no manifest");
        }
        try (InputStream content = zip.getInputStream(entry)) {
            return json(content.readNBytes(LONGEST_MANIFEST), Manifest.NAME);
        }
    }

    private static ObjectNode json(byte[] text, String where) {
        return switch (StrictJson.read(text)) {
            case JsonReading.Parsed(ObjectNode object) -> object;
            case JsonReading.Refused(var why) ->
                    throw new BackupUnusableException(where + " is damaged: " + why.words());
        };
    }

    /// What the backup says of itself.
    public Manifest manifest() {
        return manifest;
    }

    /// Reads all of it: whether each member is there, and of the length and hash that the manifest
    /// names, and nothing besides; and whether each row keeps the rules of the domain, and there
    /// are as many as was said.
    ///
    /// @throws BackupUnusableException if not; it names the first member at fault
    public void verify() {
        requireNothingElse();
        for (Entry entry : manifest.entries()) {
            verify(entry);
        }
        count(Table.RELATIONSHIPS, this::relationships);
        count(Table.BINDINGS, this::bindings);
        count(Table.PROVIDERS, this::providers);
        count(Table.API_KEYS, this::apiKeys);
        count(Table.INTRODUCTIONS, this::introductions);
        var _ = node();
    }

    private void requireNothingElse() {
        Set<String> named =
                manifest.entries().stream().map(Entry::name).collect(Collectors.toSet());
        if (!named.stream().allMatch(this::isKnown)) {
            throw new BackupUnusableException("it has a member that no backup has");
        }
        Set<String> found = new HashSet<>();
        zip.stream().map(ZipEntry::getName).forEach(found::add);
        found.remove(Manifest.NAME);
        boolean eachOnce =
                named.size() == manifest.entries().size() && named.size() == zip.size() - 1;
        if (!eachOnce || !found.equals(named)) {
            throw new BackupUnusableException(
                    "its members are not those that its manifest names: one is missing, or there is"
                            + " one too many");
        }
    }

    private boolean isKnown(String name) {
        return name.equals(ZipWriting.NODE)
                || Arrays.stream(Table.values()).anyMatch(table -> table.file().equals(name))
                || (manifest.trail().isPresent() && name.startsWith(ZipWriting.AUDIT));
    }

    private void verify(Entry entry) {
        try (Measuring measured = new Measuring(OutputStream.nullOutputStream());
                InputStream content = content(entry.name())) {
            // One byte too many is enough to know.
            new Bounded(content, entry.bytes() + 1).transferTo(measured);
            if (measured.bytes() != entry.bytes() || !measured.sha256().equals(entry.sha256())) {
                throw new BackupUnusableException(
                        entry.name() + " in it is not what was written there");
            }
        } catch (IOException e) {
            throw damaged(entry.name(), e);
        }
    }

    private <T> void count(Table table, Consumer<Consumer<T>> rows) {
        AtomicLong count = new AtomicLong();
        rows.accept(_ -> count.incrementAndGet());
        if (count.get() != table.in(manifest.counts())) {
            throw new BackupUnusableException(
                    table.file()
                            + " in it has "
                            + count
                            + " rows, and its manifest says "
                            + table.in(manifest.counts()));
        }
    }

    /// The names of the files of the audit trail, as they were given to the writer.
    public List<String> trailFiles() {
        return manifest.entries().stream()
                .map(Entry::name)
                .filter(name -> name.startsWith(ZipWriting.AUDIT))
                .map(name -> name.substring(ZipWriting.AUDIT.length()))
                .toList();
    }

    /// Writes one of the [#trailFiles] to `target`, which must not exist, for this user alone; it
    /// is synced when this returns.
    public void copyTrailFile(String name, Path target) throws IOException {
        PrivateFiles.createNew(
                target,
                (FileChannel channel) -> {
                    try (InputStream content = content(ZipWriting.AUDIT + name)) {
                        long _ = content.transferTo(Channels.newOutputStream(channel));
                    }
                });
    }

    @Override
    public void relationships(Consumer<? super KeptRelationship> reader) {
        each(Table.RELATIONSHIPS.file(), RowReader::relationship, reader);
    }

    @Override
    public void bindings(Consumer<? super Binding> reader) {
        each(Table.BINDINGS.file(), RowReader::binding, reader);
    }

    @Override
    public void providers(Consumer<? super Provider> reader) {
        each(Table.PROVIDERS.file(), RowReader::provider, reader);
    }

    @Override
    public void apiKeys(Consumer<? super KeptApiKey> reader) {
        each(Table.API_KEYS.file(), RowReader::apiKey, reader);
    }

    @Override
    public void introductions(Consumer<? super KeptIntroduction> reader) {
        each(Table.INTRODUCTIONS.file(), RowReader::introduction, reader);
    }

    @Override
    public NodeBooks node() {
        NodeBooks[] read = {NodeBooks.NEW};
        each(ZipWriting.NODE, RowReader::node, node -> read[0] = node);
        return read[0];
    }

    private <T> void each(String name, Function<RowReader, T> reading, Consumer<? super T> reader) {
        try (InputStream content = content(name)) {
            RowLines lines = new RowLines(content, LONGEST_LINE);
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                reader.accept(row(line.get(), reading, name, lines.number()));
            }
        } catch (IOException e) {
            throw damaged(name, e);
        }
    }

    private static <T> T row(
            byte[] line, Function<RowReader, T> reading, String name, long number) {
        String where = "line " + number + " of " + name + " in it";
        return RowReader.read(json(line, where), reading)
                .orElseThrow(
                        () -> new BackupUnusableException(where + " is not what a Neuron keeps"));
    }

    private InputStream content(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BackupUnusableException(name + " is missing in it");
        }
        return zip.getInputStream(entry);
    }

    private static BackupUnusableException damaged(String name, IOException e) {
        return new BackupUnusableException(name + " in it is damaged: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            // Not as if it were unusable: what was to be read of it has been.
            throw new UncheckedIOException(e);
        }
    }
}
