package org.careagent.neuron.adapters.outbound.datafolder;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A file of one short text, made once and never overwritten.
///
/// @param path its name
record SmallFile(Path path) {
    // Ours are a hundred bytes; whatever has the name by mistake is not read as a whole.
    private static final int LONGEST = 16 << 10;

    /// What it says, or its beginning if it is long; empty if it is missing.
    Optional<String> read() {
        try (InputStream content = Files.newInputStream(path)) {
            byte[] bytes = content.readNBytes(LONGEST);
            // The one charset in which anything can be read, if only to say that it is wrong.
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable("cannot be read: " + e + ". Check who may read it.", e);
        }
    }

    /// Makes it, for its owner alone and durably.
    void make(String text) {
        try {
            PrivateFiles.createNew(path, text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw unusable("cannot be made: " + e + ". Check who may write there.", e);
        }
    }

    /// Removes it, durably, if it is there.
    void remove() {
        try {
            Files.deleteIfExists(path);
            PrivateFiles.syncNames(path.resolveSibling(""));
        } catch (IOException e) {
            throw unusable("cannot be removed: " + e + ". Check who may write there.", e);
        }
    }

    private DataFolderUnusableException unusable(String why, IOException cause) {
        return new DataFolderUnusableException("The file " + path + " " + why, cause);
    }
}
