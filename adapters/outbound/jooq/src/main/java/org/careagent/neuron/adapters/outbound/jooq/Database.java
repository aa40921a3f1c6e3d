package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.IntroductionSignal;
import org.careagent.neuron.application.port.Writable;
import org.careagent.neuron.domain.identity.Npi;
import org.jooq.DSLContext;

import java.sql.Connection;
import java.util.Set;

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

    /// Says in `transaction` that there is something new to learn for `providers`, to those who
    /// [#listen] on other nodes. They hear it once that is committed.
    ///
    /// Does nothing where there are no other nodes, or no way to tell them.
    default void announce(DSLContext transaction, Set<Npi> providers) {}

    /// Lets `ear` hear what other nodes announce, until the database is closed; called once at the
    /// most.
    default void listen(IntroductionSignal.Ear ear) {}

    /// Closes it; later statements fail.
    @Override
    void close();
}
