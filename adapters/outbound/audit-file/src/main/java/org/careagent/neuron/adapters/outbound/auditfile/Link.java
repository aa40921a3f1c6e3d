package org.careagent.neuron.adapters.outbound.auditfile;

/// The end of the chain, to which the next entry is linked.
///
/// @param sequence the number of the last entry
/// @param hash its hash
record Link(long sequence, String hash) {
    /// What the first entry of all is linked to.
    static final Link BEFORE_THE_FIRST = new Link(0, "0".repeat(EntryHash.LENGTH));
}
