package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/// Makes files and folders that only their owner may read, where the file system knows owners. What
/// exists already keeps the rights that the operator gave it.
final class PrivateFiles {
    private PrivateFiles() {}

    /// Makes `folder` and the folders above it that are missing, durably.
    static void createFolders(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path each = folder; each != null && Files.notExists(each); each = each.getParent()) {
            missing.push(each);
        }
        Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
        for (Path made : missing) {
            syncFolder(made.resolveSibling(""));
        }
    }

    /// Opens `file`.
    static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return FileChannel.open(file, options, ownerOnly(file, "rw-------"));
    }

    /// Returns when the names in `folder` survive a loss of power: syncing a file does not keep its
    /// name (fsync(2)). Only POSIX systems can do that, and need it.
    static void syncFolder(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
