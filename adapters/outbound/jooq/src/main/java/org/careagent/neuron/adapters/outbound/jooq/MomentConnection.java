package org.careagent.neuron.adapters.outbound.jooq;

import org.jooq.exception.DataAccessException;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/// Connections whose transaction sees the database at one moment.
final class MomentConnection {
    /// H2's own isolation level, for which JDBC has no name; its REPEATABLE READ lets later rows
    /// in.
    static final int SNAPSHOT_OF_H2 = 6;

    private MomentConnection() {}

    /// A new one.
    ///
    /// @param isolation the level under which its database does that
    static Connection of(DataSource source, int isolation) {
        try {
            Connection connection = source.getConnection();
            try {
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(false);
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new DataAccessException("No connection to the database", e);
        }
    }
}
