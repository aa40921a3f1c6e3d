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
import java.nio.file.NoSuchFileException;
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
    private final Duration patience;
    private final RightEdge tree = new RightEdge();
    private Good last;
    private Position afterCheckpoint;
    private Position at;
    private Optional<Span> span = Optional.empty();
    private int datedBack;
    private long told;

    private AuditVerifier(
            LogCursor cursor,
            LogNames names,
            CheckpointBook checkpoints,
            VerifierOptions.Progress progress,
            long total,
            Duration patience) {
        this.cursor = cursor;
        this.checkpoints = checkpoints;
        this.progress = progress;
        this.total = total;
        this.patience = patience;
        this.at = new Position(names.current(), 0);
        this.afterCheckpoint = new Position(names.current(), 1);
        this.last = new Good(Link.BEFORE_THE_FIRST, Link.BEFORE_THE_FIRST.hash(), at);
    }

    /// Verifies the log whose current file is `file`.
    ///
    /// @param progress is told now and then, on this thread
    public static Verification verify(
            Path file, VerifierOptions options, VerifierOptions.Progress progress) {
        return verify(file, options, progress, PATIENCE);
    }

    /// The same.
    ///
    /// @param patience how long to wait for the end of a line that a Neuron may be writing
    static Verification verify(
            Path file,
            VerifierOptions options,
            VerifierOptions.Progress progress,
            Duration patience) {
        try {
            return verify(LogNames.of(file), options, progress, patience);
        } catch (BadCheckpointException e) {
            return e.result();
        } catch (IOException e) {
            return new Unreadable(e.toString());
        }
    }

    private static Verification verify(
            LogNames names,
            VerifierOptions options,
            VerifierOptions.Progress progress,
            Duration patience)
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
            return new AuditVerifier(cursor, names, checkpoints, progress, bytes(names), patience)
                    .verify();
        }
    }

    private static long bytes(LogNames names) throws IOException {
        long bytes = size(names.current());
        for (long first : names.rotated()) {
            bytes += size(names.rotated(first));
        }
        return bytes;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException _) {
            // It is being rotated.
            return 0;
        }
    }

    private Verification verify() throws IOException, BadCheckpointException {
        while (cursor.next()) {
            at = positionAfter(at);
            tellProgress();
            Optional<Verification> fault = emptied(Line.read(cursor.line().line()));
            if (fault.isEmpty()) {
                fault = check(cursor.line());
            }
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

    /// Of a file without anything in it, which no Neuron leaves: were there entries in it?
    private Optional<Verification> emptied(Optional<Line> next) {
        return cursor.emptied()
                .map(file -> {
                    boolean isNoneMissing =
                            next.map(it -> it.link().sequence() == expected()).orElse(!wasSigned());
                    return new Faulty(
                            isNoneMissing ? Kind.INSERTED : Kind.REMOVED,
                            file,
                            1,
                            expected(),
                            "the file is empty, and a Neuron leaves none so");
                });
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
                    Optional.of(
                            faulty(new LookAhead(cursor).broken(last.link(), wasSigned()), why));
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
                : Optional.of(faulty(unlinked(entry), "it is not linked to the entry before it"));
    }

    private LookAhead.Finding unlinked(Line entry) throws IOException {
        if (last.link().sequence() == 0) {
            return LookAhead.EDITED;
        }
        return checkpoints.vouchesFor(tree)
                ? LookAhead.foreign(wasSigned())
                : new LookAhead(cursor).unlinked(entry);
    }

    // Whether there was an entry where one is to come.
    private boolean wasSigned() {
        return checkpoints.tellsOfMoreThan(last.link().sequence());
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
        if (rewritten.isEmpty() && isMisnamed(entry)) {
            return Optional.of(misnamed());
        }
        if (rewritten.isEmpty()) {
            tree.append(leaf);
            checkpoints.read(leaf, entry.link().sequence());
            takeDate(entry.timestamp());
            last = new Good(entry.link(), last.link().hash(), at);
        }
        return rewritten;
    }

    private boolean isMisnamed(Line entry) {
        return at.line() == 1
                && cursor.firstByName().orElse(entry.link().sequence()) != entry.link().sequence();
    }

    private Faulty misnamed() {
        return new Faulty(
                Kind.EDITED,
                at.file(),
                at.line(),
                expected(),
                "the name of the file says that it begins with entry "
                        + cursor.firstByName().orElseThrow());
    }

    // All of one form and length: their order is that of their characters.
    private void takeDate(String date) {
        String first = span.map(Span::first).orElse(date);
        datedBack += span.filter(it -> it.last().compareTo(date) > 0).isPresent() ? 1 : 0;
        span = Optional.of(new Span(first, date));
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
        Optional<Verification> emptied = emptied(Optional.empty());
        Optional<Long> beyond = checkpoints.beyond(tree.size());
        if (emptied.isPresent()) {
            return emptied.get();
        }
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
        return new Sound(
                tree.size(), cursor.files(), span, datedBack, checkpoints.counts(), tree.root());
    }

    /// The end of a file that is no line. Of the last file it may be an entry that is being
    /// written: then the log ends before it.
    private Optional<Verification> unfinished(LineStream line)
            throws IOException, BadCheckpointException {
        byte[] content = line.line();
        boolean isLast = cursor.isAtEnd();
        if (content.length > 0 && isNextEntry(Arrays.copyOf(content, content.length - 1))) {
            return Optional.of(
                    new Faulty(
                            Kind.EDITED, at.file(), at.line(), expected(), "its end is another"));
        }
        // What was signed before the log was opened was whole then.
        Optional<Long> beyond =
                isLast ? checkpoints.beyond(last.link().sequence()) : Optional.empty();
        if (beyond.isEmpty() && isLast && isFinishedSoon()) {
            return Optional.empty();
        }
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
        long deadline = System.nanoTime() + patience.toNanos();
        while (!cursor.isFinishedNow()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
