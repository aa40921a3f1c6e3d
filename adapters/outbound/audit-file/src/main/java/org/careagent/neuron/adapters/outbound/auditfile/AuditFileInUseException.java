package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.Serial;
import java.nio.file.Path;

/// Another Neuron writes to the audit file. Two would break the chain of each other.
public final class AuditFileInUseException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    AuditFileInUseException(Path file) {
        super(
                "the audit file "
                        + file
                        + " is in use by another Neuron: stop that one, or give this one an"
                        + " audit.path of its own");
    }
}
