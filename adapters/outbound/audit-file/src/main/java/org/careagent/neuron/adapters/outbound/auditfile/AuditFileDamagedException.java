package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.Serial;
import java.nio.file.Path;

/// A line of the audit file is not as a Neuron leaves it, not even one that crashed. Nothing in the
/// file was changed.
public final class AuditFileDamagedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    AuditFileDamagedException(Path file, long line, String why) {
        super(
                "line "
                        + line
                        + " of the audit file "
                        + file
                        + " does not verify: "
                        + why
                        + ". Nothing was changed. Keep the file as evidence; then put back a copy"
                        + " that verifies, or move it away, with all files of the log, so that a new chain"
                        + " begins, and start again");
    }
}
