package org.careagent.neuron.application.port;

/// Up to where a storage and the audit trail of a node are known to agree.
///
/// @param owed the number of the last owed note that is in the trail; 0 before the first
/// @param trail a place in the trail that lies behind that note, and before all later ones
public record AuditMark(long owed, AuditPosition trail) {}
