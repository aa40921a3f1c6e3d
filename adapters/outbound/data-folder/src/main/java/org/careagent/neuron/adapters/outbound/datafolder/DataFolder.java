package org.careagent.neuron.adapters.outbound.datafolder;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.adapters.shared.files.ProcessLock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// The data folder (configuration specification, `storage.path`), held by this process alone until
/// it is closed or the process ends.
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "neuron.lock";

    private final Path folder;
    private final ProcessLock lock;

    private DataFolder(Path folder, ProcessLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Takes `folder` for this process; makes it, for this user alone, if it is missing. The lock
    /// is on the file `neuron.lock` in it, which stays.
    ///
    /// @throws DataFolderInUseException if another process has it, or this one has it already
    /// @throws DataFolderUnusableException if it cannot be made, or not be written to
    public static DataFolder claim(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            PrivateFiles.createFolders(absolute);
            return ProcessLock.tryTake(absolute.resolve(LOCK))
                    .map(lock -> new DataFolder(absolute, lock))
                    .orElseThrow(() -> new DataFolderInUseException(absolute));
        } catch (IOException e) {
            throw new DataFolderUnusableException(
                    "The data folder "
                            + absolute
                            + " cannot be used: "
                            + e
                            + ". Check storage.path and who may write there.",
                    e);
        }
    }

    /// Where it is, as an absolute path.
    public Path path() {
        return folder;
    }

    /// What this Neuron is called among several, kept in `node.id`: made at first use, the same
    /// ever after.
    ///
    /// @throws DataFolderUnusableException if it can be neither read nor made
    public UUID nodeId() {
        return NodeId.readOrMake(folder);
    }

    /// The Neuron's key: made at first use, the same ever after.
    ///
    /// @throws DataFolderUnusableException if it can be neither read nor made
    public NeuronKey key() {
        return NeuronKey.readOrMake(folder);
    }

    /// Begins to give the Neuron another key.
    ///
    /// @return empty if it has none yet
    /// @throws DataFolderUnusableException if a file cannot be read or made
    public Optional<KeyRotation> rotateKey() {
        return NeuronKey.read(folder).map(key -> KeyRotation.begin(folder, key));
    }

    /// What the Neuron of `folder` is called among several, for who only looks; empty if it has no
    /// name yet.
    ///
    /// @throws DataFolderUnusableException if it cannot be read
    public static Optional<UUID> nodeIdIn(Path folder) {
        return NodeId.read(folder);
    }

    /// Gives the folder up; a second time does nothing.
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + folder + " cannot be closed", e);
        }
    }
}
