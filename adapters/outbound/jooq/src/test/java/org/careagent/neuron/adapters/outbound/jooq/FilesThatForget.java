package org.careagent.neuron.adapters.outbound.jooq;

import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file system for H2 whose files have beside them what a loss of power would leave of them:
/// their content when they were last synced. Public, because H2 makes more of it by reflection.
public final class FilesThatForget extends FilePathWrapper {
    private static final String SCHEME = "forgetful";

    /// H2 finds file systems by their scheme.
    static String urlOf(Path database) {
        FilePath.register(new FilesThatForget());
        return "jdbc:h2:" + SCHEME + ":" + database + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /// Where to find the content that was last synced.
    static Path remainsOf(Path file) {
        return file.resolveSibling("remains-of-" + file.getFileName());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Forgetful(getBase().open(mode), Path.of(getBase().toString()));
    }

    private static final class Forgetful extends FileBaseDefault {
        private final FileChannel base;
        private final Path file;

        private Forgetful(FileChannel base, Path file) {
            this.base = base;
            this.file = file;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            Path _ = Files.copy(file, remainsOf(file), StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return base.read(target, position);
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            return base.write(source, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            FileChannel _ = base.truncate(size);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }
    }
}
