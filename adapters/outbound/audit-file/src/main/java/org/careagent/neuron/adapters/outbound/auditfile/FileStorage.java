package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.adapters.shared.files.ProcessLock;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/// A file that this process alone writes to.
final class FileStorage implements LogStorage {
    private final LogNames names;
    private final ProcessLock lock;
    private FileChannel channel;
    private Optional<Object> identity;

    private FileStorage(LogNames names, ProcessLock lock, FileChannel channel) throws IOException {
        this.names = names;
        this.lock = lock;
        this.channel = channel;
        this.identity = identityOf(names.current());
    }

    /// Opens `file`; makes it and its folders, for this user alone, if they are missing.
    ///
    /// @throws AuditFileInUseException if another Neuron has it open
    static FileStorage open(Path file) throws IOException {
        PrivateFiles.createFolders(file.toAbsolutePath().resolveSibling(""));
        // One file, one lock, by whatever symbolic link it is reached.
        LogNames names = LogNames.of(file);
        ProcessLock lock = lockOf(names);
        try {
            return opened(names, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileStorage opened(LogNames names, ProcessLock lock) throws IOException {
        FileChannel channel = channel(names.current());
        try {
            PrivateFiles.syncNames(names.folder());
            return new FileStorage(names, lock, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    // On a file of its own: on the audit file itself, one look at the log from inside this process
    // would end it (see ProcessLock).
    private static ProcessLock lockOf(LogNames names) throws IOException {
        return ProcessLock.tryTake(names.lock())
                .orElseThrow(() -> new AuditFileInUseException(names.current()));
    }

    private static FileChannel channel(Path file) throws IOException {
        return PrivateFiles.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    @Override
    public LogNames names() {
        return names;
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
        if (!isOurs(file())) {
            throw new NoSuchFileException(file().toString(), null, "another file has its name");
        }
        return Files.size(file());
    }

    private boolean isOurs(Path path) throws IOException {
        return identityOf(path).equals(identity);
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

    @Override
    public void rotate(Path rotated) throws IOException {
        if (!Files.exists(file(), LinkOption.NOFOLLOW_LINKS) || !isOurs(file())) {
            requireRenamed(rotated);
        } else if (Files.exists(rotated, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(rotated.toString());
        } else {
            sync();
            Files.move(file(), rotated);
        }
        beginAnew();
    }

    private void requireRenamed(Path rotated) throws IOException {
        if (!Files.exists(rotated) || !isOurs(rotated)) {
            throw new NoSuchFileException(file().toString(), null, "another file has its name");
        }
    }

    private void beginAnew() throws IOException {
        FileChannel full = channel;
        FileChannel fresh = channel(file());
        boolean begun = false;
        try {
            if (fresh.size() > 0) {
                throw new FileAlreadyExistsException(file().toString());
            }
            PrivateFiles.syncNames(names.folder());
            identity = identityOf(file());
            channel = fresh;
            begun = true;
        } finally {
            (begun ? full : fresh).close();
        }
    }

    /// Gives the file up last: until then nobody else may write.
    @Override
    public void close() throws IOException {
        try (lock) {
            channel.close();
        }
    }
}
