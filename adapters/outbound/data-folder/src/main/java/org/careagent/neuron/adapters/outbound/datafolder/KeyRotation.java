package org.careagent.neuron.adapters.outbound.datafolder;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// A change of the Neuron's key. The new one waits in `neuron.key.next` until it is made the
/// Neuron's; should the process end meanwhile, the Neuron still has the one that it had, and the
/// change can be taken up where it was left.
public final class KeyRotation {
    private static final String NEXT = "neuron.key.next";

    private final Path folder;
    private final NeuronKey before;
    private final NeuronKey after;

    private KeyRotation(Path folder, NeuronKey before, NeuronKey after) {
        this.folder = folder;
        this.before = before;
        this.after = after;
    }

    /// Keeps the public part of `before`, and makes a new key.
    static KeyRotation begin(Path folder, NeuronKey before) {
        FormerKeys.keep(folder, before.publicKey());
        Path next = folder.resolve(NEXT);
        delete(next);
        return new KeyRotation(folder, before, NeuronKey.make(new SmallFile(next)));
    }

    /// The change from `before` that was begun in `folder`, and neither finished nor abandoned.
    ///
    /// @return empty if there is none
    static Optional<KeyRotation> unfinished(Path folder, NeuronKey before) {
        return NeuronKey.readFile(folder.resolve(NEXT))
                .map(after -> new KeyRotation(folder, before, after));
    }

    /// The key that the Neuron has until now.
    public NeuronKey before() {
        return before;
    }

    /// The key that it is to have.
    public NeuronKey after() {
        return after;
    }

    /// Makes the new key that of the Neuron, durably. The former private key is gone then.
    ///
    /// @throws DataFolderUnusableException if that failed
    public void finish() {
        Path file = NeuronKey.fileIn(folder);
        try {
            Files.move(
                    folder.resolve(NEXT),
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.syncNames(folder);
        } catch (IOException e) {
            throw new DataFolderUnusableException(
                    "The file " + file + " cannot be replaced: " + e + ".", e);
        }
    }

    /// Leaves everything as it was.
    public void abandon() {
        delete(folder.resolve(NEXT));
    }

    private static void delete(Path next) {
        try {
            Files.deleteIfExists(next);
        } catch (IOException e) {
            throw new DataFolderUnusableException(
                    "The file " + next + " cannot be deleted: " + e + ".", e);
        }
    }
}
