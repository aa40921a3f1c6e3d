package org.careagent.neuron.adapters.shared.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Makes files and folders that only their owner may read, where the file system knows owners. What
/// exists already keeps the rights that the operator gave it.
public final class PrivateFiles {
    private static final Set<PosixFilePermission> OF_THE_OWNER =
            PosixFilePermissions.fromString("rwx------");

    private static final String DRAFT = ".new-";

    private PrivateFiles() {}

    /// What a file is to hold.
    @FunctionalInterface
    public interface Content {
        /// Writes all of it, and leaves the channel open.
        void writeTo(FileChannel channel) throws IOException;
    }

    /// Makes `folder` and the folders above it that are missing, durably.
    public static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
            syncNames(folder);
        }
    }

    /// Makes `file` with this content, durably: it is there as a whole or not at all, however the
    /// process ends meanwhile.
    ///
    /// @throws FileAlreadyExistsException if there is one of that name, which stays as it is
    public static void createNew(Path file, byte[] content) throws IOException {
        createNew(file, (Content) channel -> write(channel, content));
    }

    /// As [#createNew(Path, byte[])], for what need not be in memory as a whole. Passes on what
    /// `content` throws; there is no file then.
    public static void createNew(Path file, Content content) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path folder = folderOf(file);
        // For its owner alone, as all temporary files of Java are.
        Path draft = Files.createTempFile(folder, DRAFT, null);
        try {
            write(draft, content);
            publish(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
        syncNames(folder);
    }

    /// Gives `file` this content, be there one already or not: it has the one or the other as a
    /// whole, however the process ends meanwhile. Durable once its folder is synced ([#syncNames]).
    public static void replace(Path file, byte[] content) throws IOException {
        Path draft = Files.createTempFile(folderOf(file), DRAFT, null);
        try {
            write(draft, (Content) channel -> write(channel, content));
            var _ =
                    Files.move(
                            draft,
                            file,
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// Removes from `folder` what was being made there when its process ended: it may be a second
    /// copy of something secret. Nobody else may be making anything there meanwhile.
    public static void removeDrafts(Path folder) throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, DRAFT + "*")) {
            for (Path draft : drafts) {
                Files.deleteIfExists(draft);
            }
        }
    }

    /// Opens `file`.
    public static FileChannel open(Path file, Set<? extends OpenOption> options)
            throws IOException {
        return FileChannel.open(file, options, ownerOnly(file, "rw-------"));
    }

    /// Returns when the names in `folder`, and its own, survive a loss of power: syncing a file
    /// does not keep its name (fsync(2)). Only POSIX systems can do that, and need it.
    public static void syncNames(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return;
        }
        // All the way up: an earlier start may have ended between making a folder and this.
        for (Path each = folder.toAbsolutePath(); each != null; each = each.getParent()) {
            if (mayBeMadeByUs(each)) {
                try (FileChannel channel = FileChannel.open(each, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }

    /// Whether nobody but the owner of `path` may read it or do anything else to it, as far as the
    /// file system knows.
    public static boolean isPrivate(Path path) throws IOException {
        return rightsOfOthers(path).isEmpty();
    }

    /// What others than the owner may do to `path`, or its group; nothing, where the file system
    /// knows no owners.
    public static Set<PosixFilePermission> rightsOfOthers(Path path) throws IOException {
        Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
        if (isPosix(path)) {
            rights.addAll(Files.getPosixFilePermissions(path));
            rights.removeAll(OF_THE_OWNER);
        }
        return rights;
    }

    private static void write(Path draft, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
        }
    }

    private static void write(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    // A second name, because giving one away cannot replace a file that appeared meanwhile, and
    // renaming can.
    private static void publish(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException _) {
            // A file system without second names: FAT, some network shares.
            Files.move(draft, file);
        }
    }

    private static boolean mayBeMadeByUs(Path folder) {
        return Files.isReadable(folder) && Files.isWritable(folder);
    }

    private static Path folderOf(Path file) {
        return file.toAbsolutePath().resolveSibling("");
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
