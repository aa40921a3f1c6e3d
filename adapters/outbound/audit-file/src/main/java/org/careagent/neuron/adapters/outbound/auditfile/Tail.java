package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.domain.identity.Bytes;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// The end of the audit file: all that start-up reads, however long the file is.
///
/// @param lastLine the last complete line, without its `\n`; empty if the file has none
/// @param length where that line ends, `\n` included
/// @param torn how many bytes come after it: a line that was never finished
record Tail(Optional<Bytes> lastLine, long length, long torn) {
    /// Far beyond the longest entry: 256 actions of 256 characters are 262,912 bytes.
    static final int LONGEST = 1 << 20;

    private static final int FIRST_LOOK = 64 << 10;

    /// Reads back from the end until a whole line is seen; each look goes four times as far.
    ///
    /// @return the tail; empty if there is no end of line within the last [#LONGEST] bytes
    static Optional<Tail> read(LogBytes storage, long size) throws IOException {
        for (int look = FIRST_LOOK; look <= LONGEST; look *= 4) {
            int length = (int) Math.min(look, size);
            byte[] end = storage.read(size - length, length);
            int lastNewline = lastNewline(end, end.length);
            int newlineBefore = lastNewline(end, lastNewline);
            if (newlineBefore >= 0 || length == size) {
                return Optional.of(of(end, newlineBefore, lastNewline, size));
            }
        }
        return Optional.empty();
    }

    private static Tail of(byte[] end, int newlineBefore, int lastNewline, long size) {
        long torn = end.length - 1L - lastNewline;
        return lastNewline < 0
                ? new Tail(Optional.empty(), 0, size)
                : new Tail(
                        Optional.of(
                                Bytes.of(Arrays.copyOfRange(end, newlineBefore + 1, lastNewline))),
                        size - torn,
                        torn);
    }

    private static int lastNewline(byte[] bytes, int before) {
        int index = before - 1;
        while (index >= 0 && bytes[index] != '\n') {
            index--;
        }
        return index;
    }
}
