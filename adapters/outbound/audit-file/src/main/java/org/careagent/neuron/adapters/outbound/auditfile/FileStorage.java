package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.adapters.shared.files.ProcessLock;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/// A file that this process alone writes to.
final class FileStorage implements LogStorage {
    private final Path file;
    private final FileChannel channel;
    private final ProcessLock lock;
    private final Optional<Object> identity;

    private FileStorage(
            Path file, FileChannel channel, ProcessLock lock, Optional<Object> identity) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.identity = identity;
    }

    /// Opens `file`; makes it and its folders, for this user alone, if they are missing.
    ///
    /// @throws AuditFileInUseException if another Neuron has it open
    static FileStorage open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        PrivateFiles.createFolders(folder);
        FileChannel channel =
                PrivateFiles.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE));
        try {
            PrivateFiles.syncNames(folder);
            // One file, one lock, by whatever symbolic link it is reached.
            Path real = file.toRealPath();
            return new FileStorage(real, channel, lockOf(real), identityOf(real));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Path file() {
        return file;
    }

    // On a file of its own beside it, `{name}.lock`: on the audit file itself, one look at the log
    // from inside this process would end it (see ProcessLock).
    private static ProcessLock lockOf(Path file) throws IOException {
        return ProcessLock.tryTake(file.resolveSibling(file.getFileName() + ".lock"))
                .orElseThrow(() -> new AuditFileInUseException(file));
    }

    // Empty on systems that know no such thing.
    private static Optional<Object> identityOf(Path file) throws IOException {
        return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    /// Asks by name, not by channel: the channel would go on to a file that was deleted or moved.
    /// Nor is a copy of the same length that was put in its place (`sed -i` does that) the file
    /// that the channel writes to.
    @Override
    public long size() throws IOException {
        if (!identityOf(file).equals(identity)) {
            throw new NoSuchFileException(file.toString(), null, "another file has its name");
        }
        return Files.size(file);
    }

    @Override
    public byte[] read(long position, int length) throws IOException {
        return read(channel, position, length);
    }

    /// The bytes of `channel` from `position` on, exactly `length` of them.
    static byte[] read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(length);
        while (content.hasRemaining()) {
            if (channel.read(content, position + content.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return content.array();
    }

    @Override
    public void write(long position, byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            channel.write(rest, position + rest.position());
        }
    }

    @Override
    public void truncate(long length) throws IOException {
        channel.truncate(length);
    }

    /// Also syncs the length: fdatasync leaves out only what is not needed to read the content.
    @Override
    public void sync() throws IOException {
        channel.force(false);
    }

    /// Gives the file up last: until then nobody else may write.
    @Override
    public void close() throws IOException {
        try (lock) {
            channel.close();
        }
    }
}
