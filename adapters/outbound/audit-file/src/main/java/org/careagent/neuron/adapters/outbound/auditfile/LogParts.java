package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.application.port.TrailFiles.Part;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of a log under names that say nothing of where it is kept: `{first sequence}.jsonl`
/// for each file of lines, and `checkpoints/{size}`. The tree is left out: it can be built anew.
public final class LogParts {
    private static final Pattern LINES = Pattern.compile("([1-9][0-9]{0,15})\\.jsonl");
    private static final Pattern CHECKPOINT = Pattern.compile("checkpoints/([1-9][0-9]{0,15})");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,15}");

    private LogParts() {}

    /// What the log is made of until `end`, with the checkpoints until there.
    static List<Part> until(Link end, LogNames names) throws IOException {
        List<Part> parts = new ArrayList<>();
        if (end.sequence() > 0) {
            LogPlace place =
                    LogPlace.behind(end, names)
                            .orElseThrow(() -> new IOException("the log is another by now"));
            for (long first : names.rotated()) {
                if (first < place.firstSequence()) {
                    parts.add(lines(new LogPlace(first, Files.size(names.rotated(first))), names));
                }
            }
            parts.add(lines(place, names));
        }
        for (long size : checkpoints(names).headSet(end.sequence(), true)) {
            Path file = names.checkpoints().resolve(Long.toString(size));
            parts.add(
                    new Part(
                            "checkpoints/" + size,
                            Files.size(file),
                            () -> Files.newInputStream(file)));
        }
        return parts;
    }

    private static Part lines(LogPlace until, LogNames names) {
        return new Part(until.firstSequence() + ".jsonl", until.offset(), () -> open(until, names));
    }

    private static InputStream open(LogPlace until, LogNames names) throws IOException {
        Path file = until.file(names);
        Optional<FileChannel> channel = openIfThere(file);
        Path now = until.file(names);
        if (channel.isPresent() && now.equals(file)) {
            return new Beginning(Channels.newInputStream(channel.get()), until.offset());
        }
        // It was rotated in between: the name is that of a new one by now, or of none yet.
        if (channel.isPresent()) {
            channel.get().close();
        }
        return new Beginning(Channels.newInputStream(LogPlace.open(now)), until.offset());
    }

    private static Optional<FileChannel> openIfThere(Path file) throws IOException {
        try {
            return Optional.of(LogPlace.open(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// The sizes of the checkpoints that there are.
    static NavigableSet<Long> checkpoints(LogNames names) throws IOException {
        TreeSet<Long> sizes = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(names.checkpoints())) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (NUMBER.matcher(name).matches()) {
                    sizes.add(Long.parseLong(name));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException _) {
            // There are none.
        }
        return sizes;
    }

    /// Where the part `name` of a log of `parts` belongs, in a log whose current file is `log`: the
    /// last file of lines is the current one.
    ///
    /// @return empty if it is the name of no part
    public static Optional<Path> placeOf(String name, List<String> parts, Path log)
            throws IOException {
        LogNames names = LogNames.of(log);
        OptionalLong first = number(LINES, name);
        if (first.isPresent()) {
            long last =
                    parts.stream()
                            .map(each -> number(LINES, each))
                            .flatMapToLong(OptionalLong::stream)
                            .max()
                            .orElse(0);
            return Optional.of(
                    first.getAsLong() >= last ? names.current() : names.rotated(first.getAsLong()));
        }
        OptionalLong size = number(CHECKPOINT, name);
        return size.isPresent()
                ? Optional.of(names.checkpoints().resolve(Long.toString(size.getAsLong())))
                : Optional.empty();
    }

    private static OptionalLong number(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches()
                ? OptionalLong.of(Long.parseLong(matcher.group(1)))
                : OptionalLong.empty();
    }

    /// Whether anything of a log is at `log`: a line, a file that was rotated, a checkpoint.
    public static boolean isAnyAt(Path log) throws IOException {
        LogNames names = LogNames.of(log);
        return (Files.exists(names.current()) && Files.size(names.current()) > 0)
                || !names.rotated().isEmpty()
                || !checkpoints(names).isEmpty();
    }

    /// What the files of the log at `log` are called, for whoever has to find them.
    public static List<String> description(Path log) throws IOException {
        LogNames names = LogNames.of(log);
        String rotated = names.rotated(1).getFileName().toString().replace(".1", ".<number>");
        return List.of(
                "the audit log " + names.current(),
                names.current().resolveSibling(rotated) + " of each number",
                "the folder " + names.checkpoints());
    }

    /// Moves all files of the log at `from` to `to`, where there is none, durably; what is newest
    /// comes last.
    public static void move(Path from, Path to) throws IOException {
        LogNames before = LogNames.of(from);
        LogNames after = LogNames.of(to);
        PrivateFiles.createFolders(after.folder());
        if (Files.exists(before.checkpoints())) {
            PrivateFiles.createFolders(after.checkpoints());
            for (long size : checkpoints(before)) {
                String name = Long.toString(size);
                move(before.checkpoints().resolve(name), after.checkpoints(), name);
            }
            PrivateFiles.syncNames(after.checkpoints());
        }
        for (long first : before.rotated()) {
            var _ = Files.move(before.rotated(first), after.rotated(first));
        }
        if (Files.exists(before.current())) {
            // An empty one may be there already.
            Files.deleteIfExists(after.current());
            var _ = Files.move(before.current(), after.current());
        }
        PrivateFiles.syncNames(after.folder());
    }

    private static void move(Path file, Path folder, String name) throws IOException {
        var _ = Files.move(file, folder.resolve(name));
    }

    /// The first bytes of a stream.
    private static final class Beginning extends FilterInputStream {
        private long left;

        Beginning(InputStream whole, long length) {
            super(whole);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int next = left > 0 ? super.read() : -1;
            left -= next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] target, int from, int most) throws IOException {
            int read = left > 0 ? super.read(target, from, (int) Math.min(most, left)) : -1;
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long most) throws IOException {
            long skipped = super.skip(Math.min(most, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(super.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
