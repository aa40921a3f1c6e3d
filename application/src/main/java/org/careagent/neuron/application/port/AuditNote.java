package org.careagent.neuron.application.port;

/// What an event leaves in the audit trail, but for its place there: no number, no time, no hash.
///
/// @param text as the trail that made it writes it; a storage keeps it without looking inside
public record AuditNote(String text) {}
