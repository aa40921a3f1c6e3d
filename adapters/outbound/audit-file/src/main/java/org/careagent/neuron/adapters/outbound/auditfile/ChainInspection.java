package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.AuditInspection.Damaged;
import org.careagent.neuron.adapters.outbound.auditfile.AuditInspection.Empty;
import org.careagent.neuron.adapters.outbound.auditfile.AuditInspection.Missing;
import org.careagent.neuron.adapters.outbound.auditfile.AuditInspection.Sound;
import org.careagent.neuron.adapters.outbound.auditfile.AuditInspection.Unreadable;
import org.careagent.neuron.domain.identity.Bytes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Verifies the newest entries of an audit file that a Neuron may be writing to meanwhile. Has one
/// line in memory at a time, and writes nothing.
final class ChainInspection {
    private static final String TOO_LONG = "it is longer than any entry";

    private final LogBytes file;
    private final long size;

    /// @param size how far to read: what is appended from now on is not looked at
    ChainInspection(LogBytes file, long size) {
        this.file = file;
        this.size = size;
    }

    /// Verifies up to `newest` entries of `file`.
    static AuditInspection of(Path file, int newest) {
        AuditInspection found = lookAt(file, newest);
        return switch (found) {
            case Missing _, Empty _, Sound _ -> found;
            // Once more: a Neuron may have taken back a failed write, or repaired the end, while
            // it was read.
            case Damaged _, Unreadable _ -> lookAt(file, newest);
        };
    }

    private static AuditInspection lookAt(Path file, int newest) {
        try {
            // Whoever opens a named pipe waits.
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                return new Unreadable("it is not a file");
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                LogBytes bytes = (position, length) -> FileStorage.read(channel, position, length);
                return new ChainInspection(bytes, channel.size()).inspect(newest);
            }
        } catch (NoSuchFileException _) {
            return new Missing();
        } catch (IOException e) {
            return new Unreadable(e.toString());
        }
    }

    AuditInspection inspect(int newest) throws IOException {
        LineBounds lines = new LineBounds(file);
        long end = lines.startOfLine(size);
        if (size - end >= Tail.LONGEST) {
            return damaged(end, TOO_LONG);
        }
        if (end == 0) {
            return LogEnd.mayBeTornEntry(file, size)
                    ? new Empty(size)
                    : damaged(0, LogEnd.NO_ENTRY);
        }
        return verify(lines.upTo(end, newest));
    }

    /// @param bounds where the lines begin; then where the last one ends
    private AuditInspection verify(List<Long> bounds) throws IOException {
        Optional<Link> previous =
                bounds.getFirst() == 0 ? Optional.of(Link.BEFORE_THE_FIRST) : Optional.empty();
        int last = bounds.size() - 2;
        for (int line = 0; line < last; line++) {
            switch (check(bounds, line, previous)) {
                case LineCheck.Fails(String why) -> {
                    return damaged(bounds.get(line), why);
                }
                case LineCheck.Holds holds -> previous = Optional.of(holds.link());
            }
        }
        return switch (check(bounds, last, previous)) {
            case LineCheck.Fails(String why) -> damaged(bounds.get(last), why);
            case LineCheck.Holds holds -> sound(bounds, holds);
        };
    }

    private LineCheck check(List<Long> bounds, int line, Optional<Link> previous)
            throws IOException {
        long start = bounds.get(line);
        // Without its end of line.
        long length = bounds.get(line + 1) - start - 1;
        return length < Tail.LONGEST
                ? LineCheck.of(Bytes.of(file.read(start, (int) length))).after(previous)
                : new LineCheck.Fails(TOO_LONG);
    }

    private AuditInspection sound(List<Long> bounds, LineCheck.Holds last) throws IOException {
        int checked = bounds.size() - 1;
        long torn = size - bounds.getLast();
        try {
            Instant timestamp = Instant.parse(last.line().timestamp());
            return new Sound(checked, last.link().sequence(), timestamp, torn);
        } catch (DateTimeException _) {
            return damaged(bounds.get(checked - 1), "its timestamp is no time");
        }
    }

    private Damaged damaged(long lineStart, String why) throws IOException {
        return new Damaged(LogEnd.newlines(file, lineStart) + 1, why);
    }
}
