package org.careagent.neuron.adapters.outbound.datafolder;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.domain.identity.Bytes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The public keys that the Neuron had before, in the folder `neuron.keys`: what was signed with
/// them stays verifiable.
final class FormerKeys {
    private static final String FOLDER = "neuron.keys";
    private static final String EXTENSION = ".pem";
    private static final int NAME_LENGTH = 8;

    private FormerKeys() {}

    /// All of them.
    ///
    /// @throws DataFolderUnusableException if they cannot be read, or one is no key
    static List<Bytes> read(Path folder) {
        List<Bytes> keys = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder.resolve(FOLDER), "*" + EXTENSION)) {
            for (Path file : files) {
                keys.add(key(file));
            }
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new DataFolderUnusableException(
                    "The former keys in " + folder.resolve(FOLDER) + " cannot be read: " + e, e);
        }
        return keys;
    }

    private static Bytes key(Path file) throws IOException {
        return PublicKeyPem.parse(Files.readString(file, StandardCharsets.ISO_8859_1))
                .orElseThrow(() ->
                        new DataFolderUnusableException(
                                "The former key in "
                                        + file
                                        + " is not an Ed25519 public key in PEM. Put back"
                                        + " the right one, or move the file away."));
    }

    /// Keeps `key`, durably.
    static void keep(Path folder, Bytes key) {
        // The bytes themselves would do; that they are random makes a part of them enough.
        byte[] name = Arrays.copyOf(key.toArray(), NAME_LENGTH);
        Path file = folder.resolve(FOLDER).resolve(HexFormat.of().formatHex(name) + EXTENSION);
        try {
            PrivateFiles.createFolders(file.resolveSibling(""));
            PrivateFiles.createNew(
                    file, PublicKeyPem.of(key).getBytes(StandardCharsets.ISO_8859_1));
        } catch (FileAlreadyExistsException _) {
            // Of a rotation that was not finished.
        } catch (IOException e) {
            throw new DataFolderUnusableException(
                    "The file " + file + " cannot be made: " + e + ". Check who may write there.",
                    e);
        }
    }
}
