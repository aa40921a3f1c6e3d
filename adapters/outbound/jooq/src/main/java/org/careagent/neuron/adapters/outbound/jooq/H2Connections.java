package org.careagent.neuron.adapters.outbound.jooq;

import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/// Lends connections, first come, first served.
///
/// H2's own pool lets one wait for a free connection by sleeping in a loop, in no order; a thread
/// that is interrupted never sleeps again, and spins. A few such virtual threads keep all others
/// from running. So nobody asks that pool before it has a free one.
final class H2Connections implements ConnectionProvider, AutoCloseable {
    private final JdbcConnectionPool pool;
    private final Semaphore free;

    H2Connections(JdbcDataSource source, int most) {
        pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(most);
        free = new Semaphore(most, true);
    }

    @Override
    public Connection acquire() {
        free.acquireUninterruptibly();
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            free.release();
            throw new DataAccessException("No connection to the database", e);
        } catch (RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    @Override
    public void release(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DataAccessException("A connection to the database could not be closed", e);
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
