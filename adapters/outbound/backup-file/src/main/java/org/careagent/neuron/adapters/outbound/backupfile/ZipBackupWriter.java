package org.careagent.neuron.adapters.outbound.backupfile;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.application.port.BackupParts;
import org.careagent.neuron.application.port.BackupWriter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Writes a backup as a zip file, which any system can look into: `manifest.json`, the rows as JSON
/// lines, and the audit log's files below `audit/` as they are. Its comment is a [Seal] of it all.
public final class ZipBackupWriter implements BackupWriter {
    @Override
    public Outcome write(Path file, BackupParts parts) {
        try {
            if (!Files.isDirectory(file.toAbsolutePath().resolveSibling(""))) {
                return new Outcome.Unwritable("there is no such folder");
            }
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Outcome.Taken();
            }
            return written(file, parts);
        } catch (FileAlreadyExistsException _) {
            return new Outcome.Taken();
        } catch (ZipWriting.NotWrittenException e) {
            return new Outcome.Unwritable(String.valueOf(e.getCause()));
        } catch (IOException e) {
            return new Outcome.Unwritable(e.toString());
        }
    }

    private static Outcome written(Path file, BackupParts parts) throws IOException {
        ZipWriting[] writing = new ZipWriting[1];
        PrivateFiles.createNew(
                file,
                (FileChannel channel) -> {
                    writing[0] = new ZipWriting(channel);
                    writing[0].write(parts);
                });
        return new Outcome.Written(Files.size(file), writing[0].counts());
    }
}
