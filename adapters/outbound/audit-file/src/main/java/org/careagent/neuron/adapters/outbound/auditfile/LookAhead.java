package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.Verification.Kind;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What was done to a line that does not fit, told by the lines that come after it. It keeps one of
/// them at a time, however far it has to look.
final class LookAhead {
    /// Which line is to blame.
    enum Blame {
        /// The one that did not fit.
        THIS,
        /// The one before it.
        BEFORE
    }

    /// What was found.
    record Finding(Kind kind, Blame blame) {}

    /// The line itself was changed.
    static final Finding EDITED = new Finding(Kind.EDITED, Blame.THIS);

    private final LogCursor cursor;

    /// @param cursor at the line that does not fit
    LookAhead(LogCursor cursor) {
        this.cursor = cursor;
    }

    /// Of a line that is no entry by itself, where one was to follow `previous`. Was it put between
    /// two that fit, or put in the place of one? At the end of the log nothing but the line itself
    /// can tell.
    ///
    /// @param wasAnEntry whether it is known that there was an entry in its place
    Finding broken(Link previous, boolean wasAnEntry) throws IOException {
        boolean mayBeExtra = !wasAnEntry && !hasPlaceOf(previous, cursor.line().line());
        Optional<Line> next = nextEntry();
        boolean isExtra = next.isPresent() ? follows(next.get(), previous) : mayBeExtra;
        return isExtra ? blameThis(Kind.INSERTED) : EDITED;
    }

    // What is left of an entry that was edited: whoever edits both looks like one who inserts.
    private static boolean hasPlaceOf(Link previous, byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        return text.contains("\"prev_hash\":\"" + previous.hash() + "\"")
                || text.contains("\"sequence\":" + (previous.sequence() + 1) + ",");
    }

    /// Of a line with the right number that is not linked to the one before, which is known to be
    /// what it was.
    ///
    /// @param wasAnEntry whether it is known that there was an entry in its place
    static Finding foreign(boolean wasAnEntry) {
        return wasAnEntry ? EDITED : blameThis(Kind.INSERTED);
    }

    /// Of a line with the right number that is not linked to the one before. If the line after it
    /// is linked to it, it is what it was, and the one before was given another hash.
    Finding unlinked(Line line) throws IOException {
        Optional<Line> next = next();
        boolean isToBlame =
                next.filter(it -> it.link().sequence() == line.link().sequence() + 1)
                        .filter(it -> !it.previousHash().equals(line.link().hash()))
                        .isPresent();
        return new Finding(Kind.EDITED, isToBlame ? Blame.THIS : Blame.BEFORE);
    }

    /// Of a line whose number was there already. Of two that claim one place, that one was put in
    /// which the line after them is not linked to.
    Finding surplus(Line line, Link previous, String hashBeforePrevious) throws IOException {
        boolean claimsItsPlace =
                line.link().sequence() == previous.sequence()
                        && line.previousHash().equals(hashBeforePrevious)
                        && !line.link().equals(previous);
        if (!claimsItsPlace) {
            return blameThis(Kind.INSERTED);
        }
        boolean previousIsLinkedTo = next().filter(it -> follows(it, previous)).isPresent();
        return new Finding(Kind.INSERTED, previousIsLinkedTo ? Blame.THIS : Blame.BEFORE);
    }

    /// Of a line that comes too early: `missing` was to come. It was removed if it never comes; if
    /// it does, this line is out of its place, or a copy of one that is in its place.
    Finding early(Line line, long missing) throws IOException {
        boolean comes = false;
        boolean isThereTwice = false;
        while (cursor.next()) {
            Optional<Line> next = read();
            comes |= next.filter(it -> it.link().sequence() == missing).isPresent();
            isThereTwice |= next.filter(it -> it.link().equals(line.link())).isPresent();
        }
        if (!comes) {
            return blameThis(Kind.REMOVED);
        }
        return blameThis(isThereTwice ? Kind.INSERTED : Kind.REORDERED);
    }

    private Optional<Line> nextEntry() throws IOException {
        Optional<Line> next = Optional.empty();
        while (next.isEmpty() && cursor.next()) {
            next = read();
        }
        return next;
    }

    private Optional<Line> next() throws IOException {
        return cursor.next() ? read() : Optional.empty();
    }

    private Optional<Line> read() {
        LineStream line = cursor.line();
        return line.isEnded() && !line.isTooLong() ? Line.read(line.line()) : Optional.empty();
    }

    private static boolean follows(Line line, Link previous) {
        return line.link().sequence() == previous.sequence() + 1
                && line.previousHash().equals(previous.hash());
    }

    private static Finding blameThis(Kind kind) {
        return new Finding(kind, Blame.THIS);
    }
}
