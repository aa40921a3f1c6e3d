package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.bootstrap.settings.Settings;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How much space is left where the Neuron writes: without any it can acknowledge nothing.
record DiskCheck(Settings settings) implements Check {
    private static final long MIB = 1L << 20;
    private static final long FEW = 1024 * MIB;
    private static final long TOO_FEW = 100 * MIB;

    @Override
    public String subject() {
        return "disk space";
    }

    @Override
    public List<Finding> findings() throws IOException {
        Map<FileStore, Path> disks = new LinkedHashMap<>();
        add(settings.storage().folder(), disks);
        if (settings.audit().enabled()) {
            add(settings.audit().path().toAbsolutePath().resolveSibling(""), disks);
        }
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<FileStore, Path> disk : disks.entrySet()) {
            findings.add(finding(disk.getValue(), disk.getKey().getUsableSpace()));
        }
        return findings;
    }

    private static void add(Path folder, Map<FileStore, Path> disks) throws IOException {
        Path nearest = FileRights.nearestFolder(folder);
        disks.putIfAbsent(Files.getFileStore(nearest), nearest);
    }

    /// @param free in bytes
    Finding finding(Path folder, long free) {
        String words = amount(free) + " free for " + folder;
        String advice =
                "Make room on that disk, or move the data to a larger one: when it is full, the"
                        + " Neuron refuses everybody.";
        if (free < TOO_FEW) {
            return Finding.fault(subject(), "only " + words, advice);
        }
        return free < FEW
                ? Finding.warning(subject(), "only " + words, advice)
                : Finding.ok(subject(), words);
    }

    private static String amount(long bytes) {
        return bytes < FEW
                ? bytes / MIB + " MiB"
                : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) FEW);
    }
}
