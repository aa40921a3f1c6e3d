package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.domain.identity.Bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// The lines of a file, one after the other, in memory of a constant size.
final class LineStream {
    private static final int CHUNK = 64 << 10;

    private final LogBytes file;
    private final long end;
    private byte[] chunk = {};
    private int at;
    private long position;
    private long start;
    private boolean ended;
    private boolean tooLong;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /// @param start where to begin
    /// @param end where to stop, whatever comes after
    LineStream(LogBytes file, long start, long end) {
        this.file = file;
        this.position = start;
        this.start = start;
        this.end = end;
    }

    /// Goes on to the next line, or to the bytes after the last one.
    ///
    /// @return whether there is one
    boolean next() throws IOException {
        line.reset();
        start = position;
        ended = false;
        tooLong = false;
        while (!ended && position < end) {
            if (at == chunk.length) {
                chunk = file.read(position, (int) Math.min(CHUNK, end - position));
                at = 0;
            }
            takeFromChunk();
        }
        return position > start;
    }

    private void takeFromChunk() {
        int from = at;
        while (at < chunk.length && chunk[at] != '\n') {
            at++;
        }
        keep(from, at - from);
        ended = at < chunk.length;
        at += ended ? 1 : 0;
        position += at - from;
    }

    private void keep(int from, int length) {
        tooLong = tooLong || line.size() + length > Tail.LONGEST;
        if (!tooLong) {
            line.write(chunk, from, length);
        }
    }

    /// The line, without its `\n`; of one that is longer than any entry, only a beginning.
    byte[] line() {
        return line.toByteArray();
    }

    /// The same.
    Bytes content() {
        return Bytes.of(line());
    }

    /// Where it begins.
    long start() {
        return start;
    }

    /// Where it ends, its `\n` included.
    long position() {
        return position;
    }

    /// Whether it is the last.
    boolean isAtEnd() {
        return position == end;
    }

    /// Whether it has its `\n`.
    boolean isEnded() {
        return ended;
    }

    /// Whether it is longer than any entry.
    boolean isTooLong() {
        return tooLong;
    }
}
