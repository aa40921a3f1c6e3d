package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.TrailRecords.Entry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Entries from anywhere in the log. Where they begin is found by halving the file over and over:
/// its lines are in the order of their numbers.
final class EntryPages {
    private EntryPages() {}

    /// The entries behind number `sequence` and not behind `end`, at most `most` of them, in order.
    ///
    /// @throws AuditFileDamagedException if a line on the way is no entry
    static List<Entry> between(long sequence, Link end, int most, LogNames names)
            throws IOException {
        long last = Math.min(end.sequence(), sequence + most);
        Optional<LogPlace> place =
                sequence < end.sequence() ? placeOf(sequence + 1, names) : Optional.empty();
        if (place.isEmpty()) {
            return List.of();
        }
        List<Entry> found = new ArrayList<>();
        try (LogCursor cursor = LogCursor.at(place.get(), names)) {
            while (sequence + found.size() < last && cursor.next()) {
                found.add(entry(cursor, sequence + found.size() + 1));
            }
        }
        return found;
    }

    private static Entry entry(LogCursor cursor, long expected) throws IOException {
        byte[] line = cursor.line().line();
        Optional<Line> read = cursor.line().isEnded() ? Line.read(line) : Optional.empty();
        if (read.filter(it -> it.link().sequence() == expected).isEmpty()) {
            throw new AuditFileDamagedException(
                    cursor.file(), cursor.lineNumber(), "it is not entry " + expected);
        }
        return new Entry(expected, new String(line, StandardCharsets.UTF_8));
    }

    /// Where entry `sequence` begins, or where the first after it does.
    private static Optional<LogPlace> placeOf(long sequence, LogNames names) throws IOException {
        try (FileChannel channel = LogPlace.open(names.current())) {
            Optional<Long> first = LogPlace.firstSequenceIn(channel);
            if (first.isPresent() && first.get() <= sequence) {
                return Optional.of(placeIn(channel, first.get(), sequence, names.current()));
            }
        } catch (NoSuchFileException _) {
            // There is none between the two steps of a rotation.
        }
        Optional<Long> file =
                names.rotated().stream()
                        .filter(first -> first <= sequence)
                        .reduce((_, later) -> later);
        return file.isPresent()
                ? Optional.of(placeInRotated(file.get(), sequence, names))
                : Optional.empty();
    }

    private static LogPlace placeInRotated(long first, long sequence, LogNames names)
            throws IOException {
        Path file = names.rotated(first);
        try (FileChannel channel = LogPlace.open(file)) {
            return placeIn(channel, first, sequence, file);
        }
    }

    private static LogPlace placeIn(FileChannel channel, long first, long sequence, Path file)
            throws IOException {
        LineBounds bounds = new LineBounds(LogPlace.bytes(channel));
        // The line that begins at `low` is not behind the one that is looked for, and what begins
        // at `high` or behind it is.
        long low = 0;
        long high = bounds.startOfLine(channel.size());
        while (low < high) {
            long start = bounds.startOfLine(low + (high - low) / 2);
            LineStream line = new LineStream(LogPlace.bytes(channel), start, channel.size());
            long number = numberOf(line, channel, file);
            if (number == sequence) {
                return new LogPlace(first, start);
            }
            if (number < sequence) {
                low = line.position();
            } else {
                high = start;
            }
        }
        return new LogPlace(first, low);
    }

    private static long numberOf(LineStream line, FileChannel channel, Path file)
            throws IOException {
        Optional<Line> read =
                line.next() && line.isEnded() ? Line.read(line.line()) : Optional.empty();
        if (read.isEmpty()) {
            throw new AuditFileDamagedException(
                    file,
                    LogEnd.newlines(LogPlace.bytes(channel), line.start()) + 1,
                    "its hash is not its own");
        }
        return read.get().link().sequence();
    }
}
