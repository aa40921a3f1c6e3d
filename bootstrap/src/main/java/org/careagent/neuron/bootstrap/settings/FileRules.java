package org.careagent.neuron.bootstrap.settings;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The rules of keys that name a file.
final class FileRules {
    private FileRules() {}

    static Rule<Path> file() {
        return Rule.single("path", "must be the path of a file", FileRules::path);
    }

    /// H2 takes a semicolon for the end of the name, and a backslash for a slash.
    static Rule<Path> database() {
        return Rule.single(
                "path",
                "must be the path of a file, without ; or \\",
                text -> path(text).filter(_ -> isTakenAsItStands(text)));
    }

    private static boolean isTakenAsItStands(String text) {
        return !text.contains(";") && (File.separatorChar == '\\' || !text.contains("\\"));
    }

    private static Optional<Path> path(String text) {
        try {
            Path path = Path.of(text);
            boolean namesFile =
                    !text.isBlank()
                            && !text.endsWith("/")
                            && path.normalize().getFileName() != null
                            && !path.endsWith(".")
                            && !path.endsWith("..");
            return namesFile ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
