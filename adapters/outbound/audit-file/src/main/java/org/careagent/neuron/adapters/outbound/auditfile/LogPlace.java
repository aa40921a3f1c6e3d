package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A place between two lines of the log. It stays right when its file is rotated.
///
/// @param firstSequence the number of the first entry of its file
/// @param offset in that file
record LogPlace(long firstSequence, long offset) {
    /// The number of the first entry in `file`, which must have one.
    ///
    /// @throws IOException if it has none
    static long firstSequence(LogBytes file, long size) throws IOException {
        return firstSequenceIn(file, size)
                .orElseThrow(() -> new IOException("its first line is no entry"));
    }

    /// The number of the first entry in the file of `channel`; empty if it has none.
    static Optional<Long> firstSequenceIn(FileChannel channel) throws IOException {
        return firstSequenceIn(bytes(channel), channel.size());
    }

    private static Optional<Long> firstSequenceIn(LogBytes file, long size) throws IOException {
        LineStream lines = new LineStream(file, 0, size);
        return lines.next() && lines.isEnded()
                ? Line.read(lines.line()).map(line -> line.link().sequence())
                : Optional.empty();
    }

    /// The place behind the entry `link`: looked for from the end of the one file where it can be,
    /// backwards.
    ///
    /// @return empty if the log has no such entry
    /// @throws AuditFileDamagedException if a line on the way is no entry
    static Optional<LogPlace> behind(Link link, LogNames names) throws IOException {
        try (FileChannel channel = open(names.current())) {
            Optional<Long> first = firstSequenceIn(channel);
            if (first.isPresent() && first.get() <= link.sequence()) {
                return behind(link, channel, first.get(), names.current());
            }
        } catch (NoSuchFileException _) {
            // There is none between the two steps of a rotation.
        }
        return behindRotated(link, names);
    }

    private static Optional<LogPlace> behindRotated(Link link, LogNames names) throws IOException {
        List<Long> candidates =
                names.rotated().stream().filter(first -> first <= link.sequence()).toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Path file = names.rotated(candidates.getLast());
        try (FileChannel channel = open(file)) {
            return behind(link, channel, candidates.getLast(), file);
        }
    }

    private static Optional<LogPlace> behind(Link link, FileChannel channel, long first, Path file)
            throws IOException {
        LineBounds bounds = new LineBounds(bytes(channel));
        long end = bounds.startOfLine(channel.size());
        while (end > 0) {
            long start = bounds.startOfLine(end - 1);
            Link found = read(channel, start, end, file);
            if (found.sequence() <= link.sequence()) {
                return found.equals(link)
                        ? Optional.of(new LogPlace(first, end))
                        : Optional.empty();
            }
            end = start;
        }
        return Optional.empty();
    }

    private static Link read(FileChannel channel, long start, long end, Path file)
            throws IOException {
        byte[] line = FileStorage.read(channel, start, (int) (end - 1 - start));
        Optional<Line> read = Line.read(line);
        if (read.isEmpty()) {
            throw new AuditFileDamagedException(
                    file, LogEnd.newlines(bytes(channel), start) + 1, "its hash is not its own");
        }
        return read.get().link();
    }

    /// Whether the entry `link` ends here.
    boolean isBehind(Link link, LogNames names) throws IOException {
        Path file = file(names);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = open(file)) {
            if (offset < 1 || offset > channel.size()) {
                return false;
            }
            long start = new LineBounds(bytes(channel)).startOfLine(offset - 1);
            byte[] line = FileStorage.read(channel, start, (int) (offset - start));
            return line[line.length - 1] == '\n'
                    && Line.read(Arrays.copyOf(line, line.length - 1))
                            .filter(read -> read.link().equals(link))
                            .isPresent();
        }
    }

    /// The file that it is in.
    Path file(LogNames names) {
        Path rotated = names.rotated(firstSequence);
        return Files.exists(rotated) ? rotated : names.current();
    }

    static FileChannel open(Path file) throws IOException {
        // Whoever opens a named pipe waits.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "it is not a file");
        }
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    static LogBytes bytes(FileChannel channel) {
        return (position, length) -> FileStorage.read(channel, position, length);
    }
}
