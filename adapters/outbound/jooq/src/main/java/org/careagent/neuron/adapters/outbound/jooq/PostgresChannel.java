package org.careagent.neuron.adapters.outbound.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import org.careagent.neuron.application.port.IntroductionSignal;
import org.careagent.neuron.domain.identity.Npi;
import org.jooq.DSLContext;
import org.jooq.SelectField;
import org.jooq.exception.DataAccessException;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

/// How the nodes on one database tell each other of introductions: PostgreSQL's LISTEN and NOTIFY.
/// What is announced in a transaction is heard with its commit, and not at all if there is none.
///
/// Engines that speak PostgreSQL's protocol may lack it (CockroachDB does). That is found out when
/// the database is opened, because a statement that fails would cost the transaction it is in; then
/// nothing is announced, and whoever listens is told every second that there may be something.
final class PostgresChannel implements AutoCloseable {
    /// What it is called.
    static final String NAME = "neuron_introductions";

    private static final System.Logger LOGGER = System.getLogger(PostgresChannel.class.getName());
    private static final String PROBE = "neuron_probe";

    private final DataSource source;
    private final boolean works;
    private Optional<PostgresEar> listening = Optional.empty();
    private boolean closed;

    private PostgresChannel(DataSource source, boolean works) {
        this.source = source;
        this.works = works;
    }

    /// The channel of the database that `context` runs statements in.
    ///
    /// @param source of the connection that listens
    static PostgresChannel of(DataSource source, DSLContext context) {
        return new PostgresChannel(source, isHad(context));
    }

    private static boolean isHad(DSLContext context) {
        try {
            return !context.select(notification(PROBE, "")).fetch().isEmpty();
        } catch (DataAccessException e) {
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "the database has no NOTIFY (SQLSTATE {0}): this node looks once a second for"
                            + " what other nodes have stored for connected providers",
                    e.sqlState());
            return false;
        }
    }

    private static SelectField<?> notification(String channel, String text) {
        return field("pg_notify({0}, {1})", String.class, val(channel), val(text));
    }

    void announce(DSLContext transaction, Set<Npi> providers) {
        if (works && !providers.isEmpty()) {
            List<SelectField<?>> all =
                    providers.stream()
                            .<SelectField<?>>map(npi -> notification(NAME, npi.digits()))
                            .toList();
            var _ = transaction.select(all).fetch();
        }
    }

    synchronized void listen(IntroductionSignal.Ear ear) {
        if (!closed && listening.isEmpty()) {
            PostgresEar listener = new PostgresEar(source, works, ear);
            listening = Optional.of(listener);
            Thread.ofVirtual().name("introductions-of-other-nodes").start(listener);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        listening.ifPresent(PostgresEar::close);
    }
}
