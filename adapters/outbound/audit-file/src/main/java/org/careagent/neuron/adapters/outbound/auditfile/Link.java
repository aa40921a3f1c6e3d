package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.AuditPosition;

/// The end of the chain, to which the next entry is linked.
///
/// @param sequence the number of the last entry
/// @param hash its hash
record Link(long sequence, String hash) {
    static Link of(AuditPosition position) {
        return new Link(position.sequence(), position.hash());
    }

    AuditPosition position() {
        return new AuditPosition(sequence, hash);
    }

    /// What the first entry of all is linked to.
    static final Link BEFORE_THE_FIRST = new Link(0, AuditPosition.BEGINNING.hash());
}
