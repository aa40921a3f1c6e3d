package org.careagent.neuron.adapters.outbound.jooq;

/// What a look at the file of a database found.
public sealed interface DatabaseInspection {
    /// There is none yet: opening it makes one.
    record Missing() implements DatabaseInspection {}

    /// Another process has it open, a running Neuron as a rule.
    record InUse() implements DatabaseInspection {}

    /// It has the schema of this Neuron.
    record Current() implements DatabaseInspection {}

    /// Opening it brings it to the schema of this Neuron.
    record Outdated() implements DatabaseInspection {}

    /// It is of a later Neuron, or not a Neuron's: opening it fails, and changes nothing.
    ///
    /// @param why plain words for the operator
    record Foreign(String why) implements DatabaseInspection {}

    /// It could not be read.
    ///
    /// @param why what the database or the system says
    record Unreadable(String why) implements DatabaseInspection {}
}
