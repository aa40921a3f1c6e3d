package org.careagent.neuron.adapters.outbound.jooq;

/// What a look at a PostgreSQL database found.
public sealed interface PostgresInspection {
    /// It has no tables yet: opening it makes them.
    record Empty() implements PostgresInspection {}

    /// It has the schema of this Neuron.
    record Current() implements PostgresInspection {}

    /// Opening it brings it to the schema of this Neuron.
    record Outdated() implements PostgresInspection {}

    /// Opening it fails, and changes nothing.
    ///
    /// @param what what is wrong, in words for the operator that may go on after "The database …"
    /// @param whatToDo a sentence
    record Faulty(String what, String whatToDo) implements PostgresInspection {}
}
