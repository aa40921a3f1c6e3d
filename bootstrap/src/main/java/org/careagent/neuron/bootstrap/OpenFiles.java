package org.careagent.neuron.bootstrap;

import com.sun.management.UnixOperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/// How many files, sockets included, the process may have open, and how many it has.
///
/// @param limit what the operating system lets it have
/// @param open how many it has now
record OpenFiles(long limit, long open) {
    /// Of this process, now. Where the operating system does not say, as good as none is open and
    /// any number may be.
    static OpenFiles ofThisProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                ? new OpenFiles(os.getMaxFileDescriptorCount(), os.getOpenFileDescriptorCount())
                : new OpenFiles(Integer.MAX_VALUE, 0);
    }
}
