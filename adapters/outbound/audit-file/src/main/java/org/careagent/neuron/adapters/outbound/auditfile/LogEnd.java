package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.domain.identity.Bytes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where a verified file ends.
///
/// @param last the end of the chain
/// @param length how long the file is up to there
/// @param torn how many bytes of an unfinished line follow
record LogEnd(Link last, long length, long torn) {
    // Members stand in the order of their names, and this is the first.
    private static final byte[] BEGINNING = "{\"action\":\"".getBytes(StandardCharsets.UTF_8);
    private static final int CHUNK = 64 << 10;

    /// Reads the tail of `storage` and verifies it.
    ///
    /// @throws AuditFileDamagedException if it does not verify
    static LogEnd find(LogStorage storage) throws IOException {
        Optional<Tail> tail = Tail.read(storage);
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
            case LineCheck.Holds(Link last) -> new LogEnd(last, tail.length(), tail.torn());
            case LineCheck.Fails(String why) ->
                    throw new AuditFileDamagedException(
                            storage.file(), newlines(storage, tail.length()), why);
        };
    }

    /// With no whole line to tell that this is an audit file at all, it is only cut if it begins
    /// like one: `audit.path` might name something that somebody still needs.
    private static LogEnd inFirstLine(Tail tail, LogStorage storage) throws IOException {
        byte[] start = storage.read(0, (int) Math.min(tail.torn(), BEGINNING.length));
        for (int i = 0; i < start.length && start[i] != 0; i++) {
            if (start[i] != BEGINNING[i]) {
                throw new AuditFileDamagedException(
                        storage.file(), 1, "it does not begin like an entry");
            }
        }
        return new LogEnd(Link.BEFORE_THE_FIRST, 0, tail.torn());
    }

    /// Reads the whole file: only for the message of an error that stops the start.
    private static long newlines(LogStorage storage, long length) throws IOException {
        long count = 0;
        for (long position = 0; position < length; position += CHUNK) {
            for (byte each : storage.read(position, (int) Math.min(CHUNK, length - position))) {
                count += each == '\n' ? 1 : 0;
            }
        }
        return count;
    }
}
