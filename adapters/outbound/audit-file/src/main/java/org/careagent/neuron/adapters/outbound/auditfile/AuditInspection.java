package org.careagent.neuron.adapters.outbound.auditfile;

import java.time.Instant;

/// What a look at an audit file found.
public sealed interface AuditInspection {
    /// There is no such file.
    record Missing() implements AuditInspection {}

    /// There is no entry in it yet.
    ///
    /// @param tornBytes how many bytes of an unfinished line it has
    record Empty(long tornBytes) implements AuditInspection {}

    /// The entries that were looked at are whole, in order and linked to each other.
    ///
    /// @param checked how many they were
    /// @param lastSequence the number of the last one
    /// @param lastTimestamp when that one was made
    /// @param tornBytes how many bytes of an unfinished line follow: an entry that is being
    ///   written, or what a crash left, which the next start cuts off
    record Sound(int checked, long lastSequence, Instant lastTimestamp, long tornBytes)
            implements AuditInspection {}

    /// An entry does not verify.
    ///
    /// @param line its line in the file, from 1
    /// @param why plain words for the operator, without any text from the line
    record Damaged(long line, String why) implements AuditInspection {}

    /// The file could not be read.
    ///
    /// @param why what the system says
    record Unreadable(String why) implements AuditInspection {}
}
