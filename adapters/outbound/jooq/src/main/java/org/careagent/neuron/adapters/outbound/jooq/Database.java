package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.Writable;
import org.jooq.DSLContext;

import java.sql.Connection;

/// A database, opened and of the schema of this Neuron.
public interface Database extends Writable, AutoCloseable {
    /// Where statements are run, each transaction under READ COMMITTED.
    DSLContext context();

    /// What a commit here needs to be durable.
    Durability durability();

    /// A connection of its own, whose transaction sees the database as it is at its first look, and
    /// nothing of what is changed later. It is none of those that others wait for: it may be kept
    /// for as long as a backup takes.
    ///
    /// @throws org.jooq.exception.DataAccessException if there is none to be had
    Connection atOneMoment();

    /// Closes it; later statements fail.
    @Override
    void close();
}
