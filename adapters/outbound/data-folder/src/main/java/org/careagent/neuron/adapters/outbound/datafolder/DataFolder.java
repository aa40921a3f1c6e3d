package org.careagent.neuron.adapters.outbound.datafolder;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.adapters.shared.files.ProcessLock;
import org.careagent.neuron.domain.identity.Bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The data folder (configuration specification, `storage.path`), held by this process alone until
/// it is closed or the process ends.
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "neuron.lock";
    private static final String RESTORE_MARK = "restore.unfinished";

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
            ProcessLock lock =
                    ProcessLock.tryTake(absolute.resolve(LOCK))
                            .orElseThrow(() -> new DataFolderInUseException(absolute));
            return tidied(new DataFolder(absolute, lock));
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

    // A key that was being written when its process ended must not lie about for ever.
    private static DataFolder tidied(DataFolder folder) throws IOException {
        try {
            PrivateFiles.removeDrafts(folder.folder);
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
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

    /// Takes up the node id that the Neuron had elsewhere.
    ///
    /// @return whether `node.id` was made now; else it is there already and says the same
    /// @throws DataFolderUnusableException if it says another, or cannot be read or made
    public boolean takeNodeId(UUID id) {
        return NodeId.take(folder, id);
    }

    /// Undoes [#takeNodeId].
    public void dropNodeId() {
        NodeId.drop(folder);
    }

    /// Keeps public keys that the Neuron had elsewhere, durably: what was signed with them stays
    /// verifiable.
    ///
    /// @throws DataFolderUnusableException if they cannot be kept
    public void keepFormerKeys(List<Bytes> keys) {
        List<Bytes> kept = NeuronKey.publicKeysIn(folder);
        keys.stream()
                .filter(key -> !kept.contains(key))
                .forEach(key -> FormerKeys.keep(folder, key));
    }

    /// Marks the folder as one into which a backup is being restored: until that is finished,
    /// nobody is to work with what is in it, nor after a crash in between.
    ///
    /// @param made what the restore makes, for whoever has to remove it then
    public void beginRestore(List<String> made) {
        restoreMark(folder).make(String.join("\n", made) + "\n");
    }

    /// Takes that mark away.
    public void endRestore() {
        restoreMark(folder).remove();
    }

    /// Returns if no restore was left in the middle.
    ///
    /// @throws DataFolderUnusableException if one was
    public void requireWhole() {
        whatToDoAboutRestoreIn(folder)
                .ifPresent(words -> {
                    throw new DataFolderUnusableException(
                            "A restore into the data folder "
                                    + folder
                                    + " was not finished, so what is there is not whole. "
                                    + words);
                });
    }

    /// What is to be done if a restore into `folder` was left in the middle, or goes on, for who
    /// only looks; empty if none was.
    ///
    /// @throws DataFolderUnusableException if that cannot be known
    public static Optional<String> whatToDoAboutRestoreIn(Path folder) {
        SmallFile mark = restoreMark(folder);
        return mark.read()
                .map(made ->
                        "Remove what it has made: "
                                + String.join(", ", made.lines().toList())
                                + "; keep neuron.key; and last of all remove "
                                + mark.path()
                                + ". Then restore the backup again.");
    }

    private static SmallFile restoreMark(Path folder) {
        return new SmallFile(folder.resolve(RESTORE_MARK));
    }

    /// The Neuron's key: made at first use, the same ever after.
    ///
    /// @throws DataFolderUnusableException if it can be neither read nor made
    public NeuronKey key() {
        return NeuronKey.readOrMake(folder);
    }

    /// The change of the key that was begun, and neither finished nor abandoned: its process ended
    /// meanwhile.
    ///
    /// @return empty if there is none
    /// @throws DataFolderUnusableException if a file cannot be read, or is no key
    public Optional<KeyRotation> unfinishedRotation() {
        return NeuronKey.read(folder).flatMap(key -> KeyRotation.unfinished(folder, key));
    }

    /// Begins to give the Neuron another key. One that was begun before is abandoned.
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
