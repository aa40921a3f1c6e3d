package org.careagent.neuron.adapters.inbound.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/// Takes lines from a channel, one at a time and none of them too long.
final class Lines {
    private static final int CHUNK = 4 << 10;

    private final ReadableByteChannel channel;
    private final int longest;
    private byte[] buffer = new byte[CHUNK];
    private int filled;

    /// @param longest how many bytes a line may have, its end not counted
    Lines(ReadableByteChannel channel, int longest) {
        this.channel = channel;
        this.longest = longest;
    }

    /// What comes next.
    sealed interface Next {
        /// A line, without its end.
        @SuppressWarnings("ArrayRecordComponent") // handed over, not kept
        record Line(byte[] content) implements Next {}

        /// A line that is longer than any may be; what follows cannot be told from it.
        record TooLong() implements Next {}

        /// Nothing any more. A line that was never ended is none.
        record End() implements Next {}
    }

    /// Waits for it.
    Next next() throws IOException {
        int searched = 0;
        while (true) {
            int end = indexOfEnd(searched);
            if (end > longest || (end < 0 && filled > longest)) {
                return new Next.TooLong();
            }
            if (end >= 0) {
                return new Next.Line(cut(end));
            }
            searched = filled;
            if (!fill()) {
                return new Next.End();
            }
        }
    }

    private int indexOfEnd(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private byte[] cut(int end) {
        byte[] line = Arrays.copyOf(buffer, end);
        System.arraycopy(buffer, end + 1, buffer, 0, filled - end - 1);
        filled -= end + 1;
        return line;
    }

    private boolean fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        ByteBuffer room = ByteBuffer.wrap(buffer, filled, buffer.length - filled);
        int read = channel.read(room);
        filled += Math.max(read, 0);
        return read >= 0;
    }
}
