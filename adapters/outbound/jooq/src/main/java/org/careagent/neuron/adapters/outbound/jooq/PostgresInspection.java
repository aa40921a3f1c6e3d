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
    sealed interface Trouble extends PostgresInspection {
        /// What is wrong, in words for the operator that may go on after "The database …".
        String what();

        /// A sentence.
        String whatToDo();
    }

    /// Opening it fails until somebody has mended something.
    record Faulty(String what, String whatToDo) implements Trouble {}

    /// Opening it fails now; as far as can be told, in a moment it may not: a server that starts or
    /// restarts is like that.
    record Away(String what, String whatToDo) implements Trouble {}
}
