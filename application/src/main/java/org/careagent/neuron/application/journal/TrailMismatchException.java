package org.careagent.neuron.application.journal;

import org.careagent.neuron.application.port.AuditPosition;

import java.io.Serial;

/// The storage knows an audit trail that the one at hand does not go on from. Nothing was written.
public final class TrailMismatchException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    TrailMismatchException(AuditPosition known, AuditPosition end) {
        super(
                "the audit trail ends at entry "
                        + end.sequence()
                        + " and does not hold the entry "
                        + known.sequence()
                        + " that the storage knows: its end was cut off, it was rewritten, or it"
                        + " is the one of another storage. Nothing was changed. Keep it as"
                        + " evidence; then put the right one back (or restore a backup), or move it"
                        + " away so that a new one begins, and start again");
    }
}
