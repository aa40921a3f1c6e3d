package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/// The file that H2 keeps a database in.
///
/// @param path the whole name, with H2's own ending
record H2File(Path path) {
    private static final String ENDING = ".mv.db";

    /// The file of the database `name`, which is a path without H2's own ending.
    static H2File of(Path name) {
        Path absolute = name.toAbsolutePath().normalize();
        if (absolute.getFileName() == null) {
            throw new DatabaseNotOpenedException(
                    "The database " + name + " cannot be opened: storage.path names no file.");
        }
        H2File file = new H2File(absolute.resolveSibling(absolute.getFileName() + ENDING));
        String text = absolute.toString();
        // H2 takes a semicolon for the end of the name, whatever stands before it, and a backslash
        // for a slash.
        if (text.contains(";") || (File.separatorChar == '/' && text.contains("\\"))) {
            throw new DatabaseNotOpenedException(
                    "The database "
                            + file.path
                            + " cannot be opened: H2 takes no path with a semicolon or a"
                            + " backslash. Set storage.path to another one.");
        }
        return file;
    }

    /// Makes the folder and an empty file, which H2 takes for a new database, where they are
    /// missing. Both are for their owner alone: H2 itself would leave that to the umask.
    void createIfMissing() throws IOException {
        PrivateFiles.createFolders(path.resolveSibling(""));
        try {
            PrivateFiles.createNew(path, new byte[0]);
        } catch (FileAlreadyExistsException _) {
            // As it should be from the second start on.
        }
    }

    /// The name for H2.
    ///
    /// `async:`, because H2's usual channel is closed, for everybody, when a thread is interrupted
    /// that happens to use it.
    String url(String settings) {
        String name = path.toString();
        return "jdbc:h2:async:" + name.substring(0, name.length() - ENDING.length()) + settings;
    }
}
