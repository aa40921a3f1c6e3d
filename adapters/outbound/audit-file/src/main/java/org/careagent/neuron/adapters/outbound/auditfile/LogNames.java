package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the files of a log are called. For `audit.jsonl`: `audit.{first sequence}.jsonl` what was
/// rotated, `audit.checkpoints` the folder of the checkpoints, `audit.tree` the right edge of the
/// tree, `audit.jsonl.lock` the lock.
///
/// @param current the file that is written to, by its real path
record LogNames(Path current) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,15}");
    // As many as Linux follows.
    private static final int MOST_LINKS = 40;
    private static final String TREE = ".tree";
    private static final String CHECKPOINTS = ".checkpoints";

    /// Of the log that is reached by `path`, whether it exists or not.
    static LogNames of(Path path) throws IOException {
        return of(path, MOST_LINKS);
    }

    private static LogNames of(Path path, int links) throws IOException {
        if (Files.exists(path)) {
            return new LogNames(path.toRealPath());
        }
        Path absolute = path.toAbsolutePath();
        if (Files.isSymbolicLink(absolute)) {
            if (links == 0) {
                throw new FileSystemLoopException(path.toString());
            }
            return of(absolute.resolveSibling(Files.readSymbolicLink(absolute)), links - 1);
        }
        Path folder = absolute.resolveSibling("");
        Path real = Files.exists(folder) ? folder.toRealPath() : folder.normalize();
        return new LogNames(real.resolve(absolute.getFileName()));
    }

    /// What the current file is renamed to when it is full.
    Path rotated(long firstSequence) {
        return current.resolveSibling(stem() + "." + firstSequence + extension());
    }

    /// The numbers of the first entries of the files that were rotated, in order.
    List<Long> rotated() throws IOException {
        TreeSet<Long> found = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder())) {
            for (Path file : files) {
                firstSequence(file.getFileName().toString()).ifPresent(found::add);
            }
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        }
        return List.copyOf(found);
    }

    Path folder() {
        return current.resolveSibling("");
    }

    Path checkpoints() {
        return current.resolveSibling(stem() + CHECKPOINTS);
    }

    Path tree() {
        return current.resolveSibling(stem() + TREE);
    }

    Path lock() {
        return current.resolveSibling(name() + ".lock");
    }

    private OptionalLong firstSequence(String name) {
        String before = stem() + ".";
        int end = name.length() - extension().length();
        if (end <= before.length() || !name.startsWith(before) || !name.endsWith(extension())) {
            return OptionalLong.empty();
        }
        String number = name.substring(before.length(), end);
        return NUMBER.matcher(number).matches()
                ? OptionalLong.of(Long.parseLong(number))
                : OptionalLong.empty();
    }

    private String name() {
        return current.getFileName().toString();
    }

    private String stem() {
        return name().substring(0, name().length() - extension().length());
    }

    // What would give two of the files one name is no extension.
    private String extension() {
        int dot = name().lastIndexOf('.');
        String extension = dot > 0 ? name().substring(dot) : "";
        return extension.equals(TREE) || extension.equals(CHECKPOINTS) ? "" : extension;
    }
}
