package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;

/// The storage of a real file, which fails when told to, and counts what is read.
final class FaultyStorage implements LogStorage {
    private final LogStorage real;
    private int writable = Integer.MAX_VALUE;
    private OptionalInt haltsWith = OptionalInt.empty();
    private boolean syncs = true;
    private boolean truncates = true;
    private boolean rotates = true;
    private volatile Pause inSync = () -> {};
    private long bytesRead;

    FaultyStorage(Path file) throws IOException {
        this.real = FileStorage.open(file);
    }

    /// From now on, a write puts down so many bytes and fails.
    void failWritesAfter(int bytes) {
        writable = bytes;
    }

    /// In the next write, the process ends with so many bytes put down.
    void haltInWriteAfter(int bytes, int status) {
        writable = bytes;
        haltsWith = OptionalInt.of(status);
    }

    /// From now on, syncs fail.
    void failSyncs() {
        syncs = false;
    }

    /// From now on, nothing can be cut off.
    void failTruncations() {
        truncates = false;
    }

    /// From now on, no new file can be begun.
    void failRotations() {
        rotates = false;
    }

    /// What is done in every sync from now on.
    void onSync(Pause pause) {
        inSync = pause;
    }

    /// Something that may wait.
    interface Pause {
        void await() throws InterruptedException;
    }

    /// Works again.
    void recover() {
        writable = Integer.MAX_VALUE;
        syncs = true;
        truncates = true;
        rotates = true;
    }

    /// How much was read so far.
    long bytesRead() {
        return bytesRead;
    }

    @Override
    public LogNames names() {
        return real.names();
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public byte[] read(long position, int length) throws IOException {
        bytesRead += length;
        return real.read(position, length);
    }

    @Override
    public void write(long position, byte[] content) throws IOException {
        if (content.length > writable) {
            real.write(position, Arrays.copyOf(content, writable));
            haltsWith.ifPresent(Runtime.getRuntime()::halt);
            throw new IOException("No space left on device");
        }
        real.write(position, content);
    }

    @Override
    public void truncate(long length) throws IOException {
        if (!truncates) {
            throw new IOException("Input/output error");
        }
        real.truncate(length);
    }

    @Override
    public void sync() throws IOException {
        if (!syncs) {
            throw new IOException("Input/output error");
        }
        try {
            inSync.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        real.sync();
    }

    @Override
    public void rotate(Path rotated) throws IOException {
        if (!rotates) {
            throw new IOException("No space left on device");
        }
        real.rotate(rotated);
    }

    @Override
    public void close() throws IOException {
        real.close();
    }
}
