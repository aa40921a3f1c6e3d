package org.careagent.neuron.adapters.outbound.auditfile;

import java.io.Serial;

/// The audit file could not be opened, written or synced, or is closed. The entries at hand are not
/// in it; whoever was to be told of what they speak of must not be told.
public final class AuditUnavailableException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    AuditUnavailableException(String message) {
        super(message);
    }

    AuditUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
