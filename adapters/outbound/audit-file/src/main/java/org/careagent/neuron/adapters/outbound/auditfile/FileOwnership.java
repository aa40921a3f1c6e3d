package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Keeps other Neurons from a file while this one has it open, and is given up by the system
/// however the process ends.
///
/// The lock is on a file of its own beside it, `{name}.lock`, which stays. On the audit file itself
/// it would not hold: POSIX drops a process's locks on a file as soon as that process closes *any*
/// descriptor of it (fcntl(2)), so one look at the log from inside would end it.
final class FileOwnership implements Closeable {
    private final FileChannel channel;

    private FileOwnership(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes `file` for this process.
    ///
    /// @throws AuditFileInUseException if it is taken
    static FileOwnership of(Path file) throws IOException {
        FileChannel channel =
                PrivateFiles.open(
                        file.resolveSibling(file.getFileName() + ".lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        try {
            if (!isFree(channel)) {
                throw new AuditFileInUseException(file);
            }
            return new FileOwnership(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            // Taken by this very process.
            return false;
        }
    }

    /// The lock goes with the channel.
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
