package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.Writable;
import org.jooq.DSLContext;

/// A database, opened and of the schema of this Neuron.
public interface Database extends Writable, AutoCloseable {
    /// Where statements are run, each transaction under READ COMMITTED.
    DSLContext context();

    /// What a commit here needs to be durable.
    Durability durability();

    /// Closes it; later statements fail.
    @Override
    void close();
}
