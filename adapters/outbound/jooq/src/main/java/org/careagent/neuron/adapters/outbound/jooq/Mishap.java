package org.careagent.neuron.adapters.outbound.jooq;

import org.jooq.exception.DataAccessException;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What became of a transaction that ended in an exception.
enum Mishap {
    /// Nothing of it was kept, and the next attempt may go well.
    ROLLED_BACK,
    /// Nothing of it was kept; somebody else had been faster, as a rule.
    CONSTRAINT,
    /// Its connection was lost, perhaps while it was being committed.
    UNKNOWN_OUTCOME,
    /// Nothing of it was kept, and another attempt would end no better.
    LASTING;

    // H2: concurrent update, row not found when deleting, lock timeout.
    // PostgreSQL: too many connections, read-only since a failover, starting up, a transaction or a
    // session that was idle for too long, and, where an administrator has set limits, a statement
    // that took or waited for a lock too long. 08001 and 08004: there has been no connection at
    // all.
    private static final Set<String> PASSING =
            Set.of(
                    "90131", "90112", "HYT00", "53300", "25006", "57P03", "25P03", "57P05", "57014",
                    "55P03", "08001", "08004");
    // The server was shut down or crashed, or a transaction took too long; CockroachDB's word for a
    // commit that nobody knows of.
    private static final Set<String> IN_DOUBT = Set.of("57P01", "57P02", "25P04", "40003");

    static Mishap of(DataAccessException failure) {
        Optional<SQLException> cause =
                Stream.<Throwable>iterate(failure, each -> each != null, Throwable::getCause)
                        .filter(SQLException.class::isInstance)
                        .map(SQLException.class::cast)
                        .findFirst();
        return cause.map(Mishap::of).orElse(LASTING);
    }

    // SQL standard: class 08 is "connection exception", 40 "transaction rollback", 23 "integrity
    // constraint violation".
    private static Mishap of(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        // The pool had none to give; the state is that of the last attempt to make one.
        if (failure instanceof SQLTransientConnectionException || PASSING.contains(state)) {
            return ROLLED_BACK;
        }
        if (IN_DOUBT.contains(state) || state.startsWith("08")) {
            return UNKNOWN_OUTCOME;
        }
        if (state.startsWith("40")) {
            return ROLLED_BACK;
        }
        return state.startsWith("23") ? CONSTRAINT : LASTING;
    }
}
