package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.IOException;

/// What can be read of the audit file.
interface LogBytes {
    /// The bytes from `position` on, exactly `length` of them.
    ///
    /// @throws java.io.EOFException if the file is shorter
    byte[] read(long position, int length) throws IOException;
}
