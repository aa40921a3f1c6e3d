package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.domain.identity.Bytes;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where a verified file ends.
///
/// @param last the end of the chain
/// @param length how long the file is up to there
/// @param torn how many bytes of an unfinished line follow
record LogEnd(Link last, long length, long torn) {
    // Members stand in the order of their names, and this is the first.
    private static final byte[] BEGINNING = "{\"action\":\"".getBytes(StandardCharsets.UTF_8);
    static final String NO_ENTRY = "it does not begin like an entry";

    private static final int CHUNK = 64 << 10;

    /// Reads the tail of `storage` and verifies it.
    ///
    /// @throws AuditFileDamagedException if it does not verify
    static LogEnd find(LogStorage storage) throws IOException {
        Optional<Tail> tail = Tail.read(storage, storage.size());
        if (tail.isEmpty()) {
            long line = newlines(storage, storage.size()) + 1;
            throw new AuditFileDamagedException(
                    storage.file(), line, "it is longer than any entry");
        }
        Optional<Bytes> line = tail.get().lastLine();
        return line.isPresent()
                ? after(line.get(), tail.get(), storage)
                : inFirstLine(tail.get(), storage);
    }

    private static LogEnd after(Bytes line, Tail tail, LogStorage storage) throws IOException {
        return switch (LineCheck.of(line)) {
            case LineCheck.Holds holds -> new LogEnd(holds.link(), tail.length(), tail.torn());
            case LineCheck.Fails(String why) ->
                    throw new AuditFileDamagedException(
                            storage.file(), newlines(storage, tail.length()), why);
        };
    }

    /// The last entry in `file`; empty if it has none, or there is no file.
    ///
    /// @throws AuditFileDamagedException if it does not verify
    static Optional<JsonNode> newestIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = LogPlace.open(file)) {
            LogBytes bytes = LogPlace.bytes(channel);
            Optional<Tail> tail = Tail.read(bytes, channel.size());
            Optional<Bytes> line = tail.flatMap(Tail::lastLine);
            if (line.isPresent()
                    && LineCheck.of(line.get()) instanceof LineCheck.Fails(String why)) {
                long number = newlines(bytes, tail.orElseThrow().length());
                throw new AuditFileDamagedException(file, number, why);
            }
            return line.map(it -> JsonMapper.shared().readTree(it.toArray()));
        }
    }

    private static LogEnd inFirstLine(Tail tail, LogStorage storage) throws IOException {
        if (!mayBeTornEntry(storage, tail.torn())) {
            throw new AuditFileDamagedException(storage.file(), 1, NO_ENTRY);
        }
        return new LogEnd(lastRotated(storage.names()), 0, tail.torn());
    }

    /// The end of the newest file that was rotated; the beginning, if none was. Rotation ended in a
    /// crash before the first entry of the new file, or the new file has none yet.
    private static Link lastRotated(LogNames names) throws IOException {
        List<Long> rotated = names.rotated();
        if (rotated.isEmpty()) {
            return Link.BEFORE_THE_FIRST;
        }
        Path file = names.rotated(rotated.getLast());
        try (FileChannel channel = LogPlace.open(file)) {
            LogBytes bytes = (position, length) -> FileStorage.read(channel, position, length);
            return lastOf(bytes, channel.size(), file);
        }
    }

    private static Link lastOf(LogBytes bytes, long size, Path file) throws IOException {
        Optional<Tail> tail = Tail.read(bytes, size);
        Optional<Bytes> line = tail.filter(read -> read.torn() == 0).flatMap(Tail::lastLine);
        LineCheck check =
                line.map(LineCheck::of).orElseGet(() -> new LineCheck.Fails("it has no end"));
        return switch (check) {
            case LineCheck.Holds holds -> holds.link();
            case LineCheck.Fails(String why) ->
                    throw new AuditFileDamagedException(
                            file, Math.max(1, newlines(bytes, size)), why);
        };
    }

    /// Whether `length` bytes without an end of line, which are all that there is, may be an entry
    /// that was never finished. With no whole line to tell that this is an audit file at all, it is
    /// only cut if it begins like one: `audit.path` might name something that somebody still needs.
    static boolean mayBeTornEntry(LogBytes file, long length) throws IOException {
        byte[] start = file.read(0, (int) Math.min(length, BEGINNING.length));
        for (int i = 0; i < start.length && start[i] != 0; i++) {
            if (start[i] != BEGINNING[i]) {
                return false;
            }
        }
        return true;
    }

    /// How many lines end before `length`. Reads all of that: only to name a line that is wrong.
    static long newlines(LogBytes file, long length) throws IOException {
        long count = 0;
        for (long position = 0; position < length; position += CHUNK) {
            for (byte each : file.read(position, (int) Math.min(CHUNK, length - position))) {
                count += each == '\n' ? 1 : 0;
            }
        }
        return count;
    }
}
