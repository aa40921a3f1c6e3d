package org.careagent.neuron.bootstrap.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file that holds a password in its first line, as secrets are handed to containers.
final class SecretFile {
    private SecretFile() {}

    /// The password; empty if the file cannot be read, or holds none.
    static Optional<Secret> read(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return Optional.ofNullable(lines.readLine())
                    .filter(line -> !line.isEmpty())
                    .map(Secret::new);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
