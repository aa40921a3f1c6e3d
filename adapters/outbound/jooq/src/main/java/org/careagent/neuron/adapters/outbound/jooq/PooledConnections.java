package org.careagent.neuron.adapters.outbound.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/// Lends the connections of a pool, first come, first served, and for a bounded wait.
///
/// The pool itself lets a newcomer overtake, and takes an interrupted thread for one that has given
/// up. A virtual thread that is interrupted would even close the socket under its statement; so an
/// interrupt that comes before is put off until the connection is given back.
final class PooledConnections implements ConnectionProvider, AutoCloseable {
    // Shorter than the patience of a patient, so that what failed can be tried again.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    // So that names in the URL are looked up anew in time, after a failover that changed them.
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofMinutes(1);
    // The locks of a Neuron that is cut off from the server do not outlive it by much.
    private static final String AT_FIRST = "SET idle_in_transaction_session_timeout = 15000";

    private final HikariDataSource pool;
    private final Semaphore free;
    private final Set<Connection> interrupted = ConcurrentHashMap.newKeySet();

    private PooledConnections(HikariDataSource pool, int most) {
        this.pool = pool;
        this.free = new Semaphore(most, true);
    }

    /// @param most how many connections it holds
    /// @throws com.zaxxer.hikari.pool.HikariPool.PoolInitializationException if there is none to be
    ///   had
    static PooledConnections of(DataSource source, int most) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("neuron");
        config.setDataSource(source);
        config.setMaximumPoolSize(most);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(AT_FIRST);
        config.setExceptionOverride(new NoMoreWrites());
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        config.setValidationTimeout(LONGEST_WAIT.dividedBy(2).toMillis());
        config.setMaxLifetime(LONGEST_LIFE.toMillis());
        config.setKeepaliveTime(BETWEEN_SIGNS_OF_LIFE.toMillis());
        return new PooledConnections(new HikariDataSource(config), most);
    }

    @Override
    public Connection acquire() {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        boolean wasInterrupted = takeTurn(end);
        try {
            Connection connection = pool.getConnection();
            if (wasInterrupted) {
                interrupted.add(connection);
            }
            return connection;
        } catch (SQLException e) {
            giveUpTurn(wasInterrupted);
            throw new DataAccessException("No connection to the database", e);
        } catch (RuntimeException | Error e) {
            giveUpTurn(wasInterrupted);
            throw e;
        }
    }

    private void giveUpTurn(boolean wasInterrupted) {
        free.release();
        restore(wasInterrupted);
    }

    /// Whether the thread has been interrupted, before or meanwhile; it no longer is.
    private boolean takeTurn(long end) {
        boolean wasInterrupted = Thread.interrupted();
        while (true) {
            try {
                if (free.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return wasInterrupted;
                }
                restore(wasInterrupted);
                throw new DataAccessException(
                        "No connection to the database",
                        new SQLTransientConnectionException("all connections are in use"));
            } catch (InterruptedException _) {
                wasInterrupted = true;
            }
        }
    }

    private static void restore(boolean wasInterrupted) {
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
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
            restore(interrupted.remove(connection));
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
