package org.careagent.neuron.adapters.outbound.datafolder;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// The node id (configuration specification, `node.id`): a UUID on a line.
final class NodeId {
    private static final String FILE = "node.id";

    private NodeId() {}

    static UUID readOrMake(Path folder) {
        SmallFile file = new SmallFile(folder.resolve(FILE));
        Optional<String> text = file.read();
        return text.isPresent() ? parse(text.get().strip(), file.path()) : make(file);
    }

    static Optional<UUID> read(Path folder) {
        SmallFile file = new SmallFile(folder.resolve(FILE));
        return file.read().map(text -> parse(text.strip(), file.path()));
    }

    /// Makes the node of `folder` the one of that id, if it is none yet.
    ///
    /// @return whether it was made now
    static boolean take(Path folder, UUID id) {
        SmallFile file = new SmallFile(folder.resolve(FILE));
        Optional<UUID> there = read(folder);
        if (there.isEmpty()) {
            file.make(id + "\n");
        } else if (!there.get().equals(id)) {
            throw new DataFolderUnusableException(
                    "The node id in "
                            + file.path()
                            + " is another than that of the backup. Nothing was changed. Restore"
                            + " into an empty data folder, or delete the file if no Neuron has ever"
                            + " worked under that id.");
        }
        return there.isEmpty();
    }

    static void drop(Path folder) {
        new SmallFile(folder.resolve(FILE)).remove();
    }

    private static UUID make(SmallFile file) {
        UUID id = UUID.randomUUID();
        file.make(id + "\n");
        return id;
    }

    private static UUID parse(String text, Path file) {
        try {
            UUID id = UUID.fromString(text);
            // It also takes "1-1-1-1-1" for one.
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new DataFolderUnusableException(
                "The node id in "
                        + file
                        + " is not a UUID. Put back the one that was there, or delete the file:"
                        + " then a new one is made.");
    }
}
