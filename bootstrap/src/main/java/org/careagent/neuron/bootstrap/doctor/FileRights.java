package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.regex.Pattern;

/// What this user, and what others may do to a file that exists.
///
/// @param path as it is shown
/// @param usable whether this user may read and write it
/// @param owner whose it is
/// @param others what its group and everybody else may do; nothing where the system knows no owners
record FileRights(Path path, boolean usable, String owner, Set<PosixFilePermission> others) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._-]+");

    FileRights {
        others = Set.copyOf(others);
    }

    static FileRights of(Path path) throws IOException {
        boolean usable =
                Files.isReadable(path)
                        && Files.isWritable(path)
                        && (!Files.isDirectory(path) || Files.isExecutable(path));
        return new FileRights(
                path, usable, Files.getOwner(path).getName(), PrivateFiles.rightsOfOthers(path));
    }

    /// Whether every user may change it.
    boolean isOpenToAll() {
        return others.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /// Whether anybody but its owner may do anything to it.
    boolean isShared() {
        return !others.isEmpty();
    }

    /// Whether somebody who has `rights` may read.
    static boolean mayBeRead(Set<PosixFilePermission> rights) {
        return rights.contains(PosixFilePermission.OTHERS_READ)
                || rights.contains(PosixFilePermission.GROUP_READ);
    }

    /// `path` as a shell takes it.
    static String quoted(Path path) {
        String text = path.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /// The nearest folder at or above `path` that exists.
    static Path nearestFolder(Path path) {
        Path nearest = path.toAbsolutePath().normalize();
        while (!Files.isDirectory(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        return nearest;
    }
}
