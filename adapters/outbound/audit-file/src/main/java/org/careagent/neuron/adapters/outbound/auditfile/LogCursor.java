package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// The lines of all files of a log in their order, while a Neuron may append and rotate. What is
/// appended to the current file once it was opened is not read.
final class LogCursor implements Closeable {
    private final LogNames names;
    private Optional<OpenFile> open = Optional.empty();
    private Optional<Path> emptied = Optional.empty();
    private long bytesBefore;
    private int files;

    private LogCursor(LogNames names) {
        this.names = names;
    }

    /// Before the first line of all.
    static LogCursor atBeginning(LogNames names) {
        return new LogCursor(names);
    }

    /// At `place`.
    static LogCursor at(LogPlace place, LogNames names) throws IOException {
        LogCursor cursor = new LogCursor(names);
        cursor.openAt(place);
        if (cursor.isInCurrent() && Files.exists(names.rotated(place.firstSequence()))) {
            // The name was given to a new file in between.
            cursor.openAt(place);
        }
        return cursor;
    }

    private void openAt(LogPlace place) throws IOException {
        open(place.file(names), OptionalLong.of(place.firstSequence()), place.offset());
    }

    /// Goes on to the next line, be it in the next file.
    ///
    /// @return whether there is one
    boolean next() throws IOException {
        while (open.isEmpty() || !open.get().next()) {
            noteIfEmptied();
            if (isInCurrent() || !openNext()) {
                return false;
            }
        }
        return true;
    }

    // Rotation leaves none.
    private void noteIfEmptied() {
        if (emptied.isEmpty() && !isInCurrent()) {
            emptied = open.filter(it -> it.lines().position() == 0).map(OpenFile::file);
        }
    }

    private boolean openNext() throws IOException {
        OptionalLong after = open.map(OpenFile::first).orElse(OptionalLong.empty());
        OptionalLong next = rotatedAfter(after);
        boolean opened = false;
        if (next.isEmpty()) {
            opened = openCurrent();
            // It was rotated in between if there is a next one now.
            next = rotatedAfter(after);
        }
        if (next.isPresent()) {
            open(names.rotated(next.getAsLong()), next, 0);
        }
        return opened || next.isPresent();
    }

    private boolean openCurrent() throws IOException {
        try {
            open(names.current(), OptionalLong.empty(), 0);
            return true;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private OptionalLong rotatedAfter(OptionalLong first) throws IOException {
        return names.rotated().stream()
                .mapToLong(Long::longValue)
                .filter(each -> each > first.orElse(0))
                .findFirst();
    }

    private void open(Path file, OptionalLong first, long offset) throws IOException {
        OpenFile next = OpenFile.open(file, first, offset);
        close();
        // What was opened and is taken back was not read.
        bytesBefore += open.map(before -> before.lines().position()).orElse(0L);
        files += open.isPresent() && open.get().lines().position() == 0 ? 0 : 1;
        open = Optional.of(next);
    }

    private boolean isInCurrent() {
        return open.filter(it -> it.file().equals(names.current())).isPresent();
    }

    /// The line at hand. Only after [#next] said that there is one.
    LineStream line() {
        return opened().lines();
    }

    /// The file that the line is in.
    Path file() {
        return opened().file();
    }

    /// The number of the line in its file, from 1. Counts them if it did not begin there.
    long lineNumber() throws IOException {
        return LogEnd.newlines(LogPlace.bytes(opened().channel()), line().start()) + 1;
    }

    /// The number of the first entry of that file, if its name tells one.
    OptionalLong firstByName() {
        return opened().first();
    }

    /// The first file so far without anything in it that was rotated all the same, if there is one.
    Optional<Path> emptied() {
        return emptied;
    }

    /// Whether nothing more can follow but what is being written.
    boolean isAtEnd() {
        return isInCurrent() && opened().lines().isAtEnd();
    }

    /// Whether the line at hand, which had no end, has one by now.
    boolean isFinishedNow() throws IOException {
        FileChannel channel = opened().channel();
        LineStream again = new LineStream(LogPlace.bytes(channel), line().start(), channel.size());
        return again.next() && again.isEnded();
    }

    /// Behind the line.
    LogPlace place() throws IOException {
        OpenFile file = opened();
        long first =
                file.first().isPresent()
                        ? file.first().getAsLong()
                        : LogPlace.firstSequence(
                                LogPlace.bytes(file.channel()), file.lines().position());
        return new LogPlace(first, file.lines().position());
    }

    /// How many bytes were read so far.
    long bytes() {
        return bytesBefore + open.map(file -> file.lines().position()).orElse(0L);
    }

    /// How many files were begun.
    int files() {
        return files;
    }

    private OpenFile opened() {
        return open.orElseThrow(() -> new IllegalStateException("no line was read yet"));
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().channel().close();
        }
    }

    /// One of the files.
    ///
    /// @param first the number of its first entry, as far as its name tells
    private record OpenFile(Path file, OptionalLong first, FileChannel channel, LineStream lines) {
        static OpenFile open(Path file, OptionalLong first, long offset) throws IOException {
            FileChannel channel = LogPlace.open(file);
            try {
                LineStream lines = new LineStream(LogPlace.bytes(channel), offset, channel.size());
                return new OpenFile(file, first, channel, lines);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        boolean next() throws IOException {
            return lines.next();
        }
    }
}
