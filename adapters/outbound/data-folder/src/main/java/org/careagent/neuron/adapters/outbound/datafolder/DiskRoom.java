package org.careagent.neuron.adapters.outbound.datafolder;

import org.careagent.neuron.application.port.Writable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whether there is room on the disks that the Neuron writes to. It stops before a disk is full: H2
/// breaks on a full one, and only a restart mends it, while this mends itself when room comes back.
public final class DiskRoom implements Writable {
    /// What is left free, in bytes: more than the largest batch of changes takes.
    public static final long RESERVE = 64L << 20;

    private final List<Path> folders;
    private final long reserve;

    DiskRoom(List<Path> folders, long reserve) {
        this.folders = List.copyOf(folders);
        this.reserve = reserve;
    }

    /// The room on the disks of these folders.
    ///
    /// @param folders where the Neuron writes
    public static DiskRoom on(List<Path> folders) {
        return new DiskRoom(folders, RESERVE);
    }

    @Override
    public boolean canWrite() {
        return folders.stream().allMatch(this::hasRoom);
    }

    // Where a system cannot tell, the write itself will.
    private boolean hasRoom(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() >= reserve;
        } catch (IOException | SecurityException _) {
            return true;
        }
    }
}
