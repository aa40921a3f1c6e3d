package org.careagent.neuron.adapters.shared.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A lock that one holder on this machine can have at a time. The system gives it up however the
/// process ends; its file stays.
///
/// Lock a file that serves for nothing else: POSIX drops a process's locks on a file as soon as
/// that process closes *any* descriptor of it (fcntl(2)). For the same reason the file is not even
/// opened while this process holds it.
public final class ProcessLock implements Closeable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes the lock that `file` stands for; makes the file, for its owner alone, if it is
    /// missing.
    ///
    /// @return the lock; empty if another process has it, or this one
    public static Optional<ProcessLock> tryTake(Path file) throws IOException {
        // One file, one lock, by whatever symbolic link its folder is reached.
        Path folder = file.toAbsolutePath().resolveSibling("").toRealPath();
        Path real = folder.resolve(file.getFileName());
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        Optional<ProcessLock> taken = Optional.empty();
        try {
            taken = takeFromOtherProcesses(real);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(real);
            }
        }
    }

    private static Optional<ProcessLock> takeFromOtherProcesses(Path file) throws IOException {
        FileChannel channel =
                PrivateFiles.open(
                        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        boolean taken = false;
        try {
            taken = isFree(channel);
            return taken ? Optional.of(new ProcessLock(file, channel)) : Optional.empty();
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            // Taken by this very process, by way of another class loader.
            return false;
        }
    }

    /// Gives the lock up; a second time does nothing.
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try {
                channel.close();
            } finally {
                HELD.remove(file);
            }
        }
    }
}
