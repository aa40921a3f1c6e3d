package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finds where lines begin, from the end of a file backwards.
final class LineBounds {
    private static final int CHUNK = 64 << 10;

    private final LogBytes file;
    private byte[] chunk = {};
    private long chunkStart;

    LineBounds(LogBytes file) {
        this.file = file;
    }

    /// Where the lines begin that come before `end`, at most `most` of them, in order; then `end`.
    ///
    /// Stops at a line that is longer than any entry, and cuts it to [Tail#LONGEST].
    List<Long> upTo(long end, int most) throws IOException {
        List<Long> bounds = new ArrayList<>();
        bounds.add(end);
        long length = 0;
        while (bounds.size() <= most && bounds.getLast() > 0 && length < Tail.LONGEST) {
            long lineEnd = bounds.getLast() - 1;
            bounds.add(startOfLine(lineEnd));
            length = lineEnd - bounds.getLast();
        }
        return bounds.reversed();
    }

    /// Where the line begins that goes on until `position`, if that is no more than [Tail#LONGEST]
    /// before; else there.
    long startOfLine(long position) throws IOException {
        long least = Math.max(0, position - Tail.LONGEST);
        long start = position;
        while (start > least && at(start - 1) != '\n') {
            start--;
        }
        return start;
    }

    private byte at(long position) throws IOException {
        if (position < chunkStart || position >= chunkStart + chunk.length) {
            chunkStart = Math.max(0, position + 1 - CHUNK);
            chunk = file.read(chunkStart, (int) (position + 1 - chunkStart));
        }
        return chunk[(int) (position - chunkStart)];
    }
}
