package org.careagent.neuron.application.port;

/// A place in the audit trail: behind one of its entries.
///
/// @param sequence the number of that entry; 0 before the first
/// @param hash its hash, in lower-case hex
public record AuditPosition(long sequence, String hash) {
    /// Before the first entry of all.
    public static final AuditPosition BEGINNING = new AuditPosition(0, "0".repeat(64));
}
