package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.Verification.Faulty;
import org.careagent.neuron.adapters.outbound.auditfile.Verification.Kind;
import org.careagent.neuron.adapters.outbound.auditfile.Verification.Missing;
import org.careagent.neuron.adapters.outbound.auditfile.Verification.Sound;
import org.careagent.neuron.adapters.outbound.auditfile.Verification.Span;
import org.careagent.neuron.adapters.outbound.auditfile.Verification.Unreadable;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.RightEdge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Verifies a whole log, from the first entry in its first file to the last, in memory of a
/// constant size, and names the first line that is not what was written. Takes no lock and writes
/// nothing; a Neuron may append and rotate meanwhile.
public final class AuditVerifier {
    private static final long STEP = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final String TORN =
            "its last line is not finished: a crash leaves that, and the next start cuts it off and"
                    + " records it. If a Neuron writes to the log now, verify once more";

    /// A line that was found good.
    ///
    /// @param hashBefore the hash of the one before it
    private record Good(Link link, String hashBefore, Position at) {}

    private record Position(Path file, long line) {}

    private final LogCursor cursor;
    private final CheckpointBook checkpoints;
    private final VerifierOptions.Progress progress;
    private final long total;
    private final RightEdge tree = new RightEdge();
    private Good last;
    private Position afterCheckpoint;
    private Position at;
    private Optional<Span> span = Optional.empty();
    private long told;

    private AuditVerifier(
            LogCursor cursor,
            LogNames names,
            CheckpointBook checkpoints,
            VerifierOptions.Progress progress,
            long total) {
        this.cursor = cursor;
        this.checkpoints = checkpoints;
        this.progress = progress;
        this.total = total;
        this.at = new Position(names.current(), 0);
        this.afterCheckpoint = new Position(names.current(), 1);
        this.last = new Good(Link.BEFORE_THE_FIRST, Link.BEFORE_THE_FIRST.hash(), at);
    }

    /// Verifies the log whose current file is `file`.
    ///
    /// @param progress is told now and then, on this thread
    public static Verification verify(
            Path file, VerifierOptions options, VerifierOptions.Progress progress) {
        try {
            return verify(LogNames.of(file), options, progress);
        } catch (BadCheckpointException e) {
            return e.result();
        } catch (IOException e) {
            return new Unreadable(e.toString());
        }
    }

    private static Verification verify(
            LogNames names, VerifierOptions options, VerifierOptions.Progress progress)
            throws IOException, BadCheckpointException {
        boolean isThere = Files.exists(names.current());
        if (!isThere && names.rotated().isEmpty()) {
            return new Missing();
        }
        // Whoever opens a named pipe waits.
        if (isThere && !Files.isRegularFile(names.current())) {
            return new Unreadable("it is not a file");
        }
        // Before the log is opened: what is signed meanwhile tells of what is not read any more.
        CheckpointBook checkpoints = CheckpointBook.open(names, options);
        try (LogCursor cursor = LogCursor.atBeginning(names)) {
            return new AuditVerifier(cursor, names, checkpoints, progress, bytes(names)).verify();
        }
    }

    private static long bytes(LogNames names) throws IOException {
        long bytes = Files.exists(names.current()) ? Files.size(names.current()) : 0;
        for (long first : names.rotated()) {
            bytes += Files.size(names.rotated(first));
        }
        return bytes;
    }

    private Verification verify() throws IOException, BadCheckpointException {
        while (cursor.next()) {
            at = positionAfter(at);
            tellProgress();
            Optional<Verification> fault = check(cursor.line());
            if (fault.isPresent()) {
                return fault.get();
            }
            if (!cursor.line().isEnded()) {
                break;
            }
        }
        return atEnd();
    }

    private Position positionAfter(Position before) {
        return cursor.file().equals(before.file())
                ? new Position(before.file(), before.line() + 1)
                : new Position(cursor.file(), 1);
    }

    private void tellProgress() {
        if (cursor.bytes() - told >= STEP) {
            told = cursor.bytes();
            progress.at(told, Math.max(total, told));
        }
    }

    private Optional<Verification> check(LineStream line)
            throws IOException, BadCheckpointException {
        if (!line.isEnded()) {
            return unfinished(line);
        }
        LineCheck check =
                line.isTooLong()
                        ? new LineCheck.Fails("it is longer than any entry")
                        : LineCheck.of(line.content());
        return switch (check) {
            case LineCheck.Fails(String why) ->
                    Optional.of(faulty(new LookAhead(cursor).broken(last.link()), why));
            case LineCheck.Holds(Line entry) -> check(entry, line);
        };
    }

    private Optional<Verification> check(Line entry, LineStream line)
            throws IOException, BadCheckpointException {
        byte[] leaf = line.line();
        long expected = last.link().sequence() + 1;
        LookAhead lookAhead = new LookAhead(cursor);
        if (entry.link().sequence() > expected) {
            return Optional.of(faulty(lookAhead.early(entry, expected), numberIs(entry, expected)));
        }
        if (entry.link().sequence() < expected) {
            return Optional.of(
                    faulty(
                            lookAhead.surplus(entry, last.link(), last.hashBefore()),
                            numberIs(entry, expected)));
        }
        return entry.previousHash().equals(last.link().hash())
                ? accept(entry, leaf)
                : Optional.of(
                        faulty(
                                last.link().sequence() == 0
                                        ? LookAhead.EDITED
                                        : lookAhead.unlinked(entry),
                                "it is not linked to the entry before it"));
    }

    private static String numberIs(Line entry, long expected) {
        return "its number is " + entry.link().sequence() + " where " + expected + " should follow";
    }

    private Faulty faulty(LookAhead.Finding finding, String why) {
        return switch (finding.blame()) {
            case THIS -> new Faulty(finding.kind(), at.file(), at.line(), expected(), why);
            case BEFORE ->
                    new Faulty(
                            finding.kind(),
                            last.at().file(),
                            last.at().line(),
                            last.link().sequence(),
                            "the entry after it is not linked to it");
        };
    }

    // What was signed of the lines before is asked only now: had one of them been given another
    // hash, this line would have told which.
    private Optional<Verification> accept(Line entry, byte[] leaf)
            throws IOException, BadCheckpointException {
        Optional<Verification> rewritten = rewritten();
        if (rewritten.isEmpty()) {
            tree.append(leaf);
            String first = span.map(Span::first).orElse(entry.timestamp());
            span = Optional.of(new Span(first, entry.timestamp()));
            last = new Good(entry.link(), last.link().hash(), at);
        }
        return rewritten;
    }

    private Optional<Verification> rewritten() throws IOException, BadCheckpointException {
        long before = checkpoints.lastGood();
        if (checkpoints.fits(tree)) {
            if (checkpoints.lastGood() > before || tree.size() == 0) {
                afterCheckpoint = at;
            }
            return Optional.empty();
        }
        String known = before == 0 ? "" : "; until entry " + before + " it is what was signed";
        return Optional.of(
                new Faulty(
                        Kind.REWRITTEN,
                        afterCheckpoint.file(),
                        afterCheckpoint.line(),
                        before + 1,
                        "the log until entry "
                                + tree.size()
                                + " is not what a checkpoint of that size was signed over"
                                + known));
    }

    private Verification atEnd() throws IOException, BadCheckpointException {
        Optional<Verification> rewritten = rewritten();
        if (rewritten.isPresent()) {
            return rewritten.get();
        }
        Optional<Long> beyond = checkpoints.beyond(tree.size());
        return beyond.isPresent() ? cut(beyond.get()) : sound();
    }

    private Faulty cut(long signed) {
        return new Faulty(
                Kind.CUT,
                last.at().file(),
                last.at().line() + 1,
                last.link().sequence() + 1,
                "the log ends with entry "
                        + last.link().sequence()
                        + ", and a checkpoint was signed over "
                        + signed
                        + " entries");
    }

    private Sound sound() {
        return new Sound(tree.size(), cursor.files(), span, checkpoints.counts(), tree.root());
    }

    /// The end of a file that is no line. Of the last file it may be an entry that is being
    /// written: then the log ends before it.
    private Optional<Verification> unfinished(LineStream line)
            throws IOException, BadCheckpointException {
        byte[] content = line.line();
        boolean isLast = cursor.isAtEnd();
        if (isLast && isFinishedSoon()) {
            return Optional.empty();
        }
        if (content.length > 0 && isNextEntry(Arrays.copyOf(content, content.length - 1))) {
            return Optional.of(
                    new Faulty(
                            Kind.EDITED, at.file(), at.line(), expected(), "its end is another"));
        }
        Optional<Long> beyond =
                isLast ? checkpoints.beyond(last.link().sequence()) : Optional.empty();
        return Optional.of(beyond.<Verification>map(this::cut).orElseGet(() -> torn(isLast)));
    }

    private Faulty torn(boolean isLast) {
        return new Faulty(
                Kind.TORN,
                at.file(),
                at.line(),
                expected(),
                isLast ? TORN : "its last line is not finished, though another file follows");
    }

    private long expected() {
        return last.link().sequence() + 1;
    }

    private boolean isNextEntry(byte[] content) {
        return Line.read(content)
                .filter(it -> it.link().sequence() == expected())
                .filter(it -> it.previousHash().equals(last.link().hash()))
                .isPresent();
    }

    private boolean isFinishedSoon() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!cursor.isFinishedNow()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
