package org.careagent.neuron.load;

import com.sun.management.UnixOperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;

/// How many files, thus sockets, a process may have open.
final class FileLimit {
    private FileLimit() {}

    /// The limit of this process is that of a Neuron it starts.
    ///
    /// @throws IOException if it is lower than `needed`
    static void require(int needed) throws IOException {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                && unix.getMaxFileDescriptorCount() < needed) {
            throw new IOException(
                    "it takes %,d open files a process, and the limit is %,d: ulimit -n %d"
                            .formatted(needed, unix.getMaxFileDescriptorCount(), needed));
        }
    }
}
