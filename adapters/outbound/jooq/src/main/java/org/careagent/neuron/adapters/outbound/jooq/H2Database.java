package org.careagent.neuron.adapters.outbound.jooq;

import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// A database in a file of this machine, kept by H2 in this process. No other process can open it
/// at the same time; within the process, open it once.
public final class H2Database implements Database {
    // WRITE_DELAY=0: a commit is handed to the operating system at once, not half a second later.
    // DB_CLOSE_ON_EXIT=FALSE: H2 would close under the writes that a stopping Neuron lets finish.
    // TRACE_LEVEL_FILE=0: H2 would write failed statements, patients' ids and all, to a file that
    // anybody may read.
    // LOCK_TIMEOUT: milliseconds, after which a writer that waits for another begins anew.
    // OPTIMIZE_REUSE_RESULTS=FALSE: a query that is asked twice in a transaction would be answered
    // from memory, and an EXISTS would not see what the transaction itself has written meanwhile
    // (H2's issue 4299). We ask nothing twice that has not changed.
    private static final String SETTINGS =
            ";WRITE_DELAY=0;LOCK_TIMEOUT=2000;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
                    + ";OPTIMIZE_REUSE_RESULTS=FALSE";

    static final String USER = "neuron";

    // A transaction is over in a millisecond, and commits take turns: more of them would only wait
    // inside H2 instead of outside.
    private static final int CONNECTIONS = 16;

    // Keeps the database open between other connections, and runs the checkpoints.
    private final Connection own;
    private final JdbcDataSource source;
    private final H2Connections connections;
    private final DSLContext context;
    private final CheckpointDurability durability = new CheckpointDurability(this::checkpoint);

    private H2Database(JdbcDataSource source, Connection own, H2Connections connections) {
        this.source = source;
        this.own = own;
        this.connections = connections;
        this.context = Sql.on(connections, SQLDialect.H2);
    }

    /// Opens the database, makes it if it is missing, and brings it to the schema of this Neuron.
    ///
    /// @param name its file, without H2's own ending `.mv.db`
    /// @throws DatabaseInUseException if another process has it open
    /// @throws DatabaseNotOpenedException if it cannot be opened for another reason
    public static H2Database open(Path name) {
        return open(H2File.of(name));
    }

    /// Looks at the database without writing to it, making it or bringing it to the schema of this
    /// Neuron. A Neuron cannot open it meanwhile; hold the data folder, and none tries.
    ///
    /// @param name its file, without H2's own ending `.mv.db`
    public static DatabaseInspection inspect(Path name) {
        try {
            return H2Inspection.of(H2File.of(name));
        } catch (DatabaseNotOpenedException e) {
            return new DatabaseInspection.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /// Whether there is no database of that name yet, or one that was never opened.
    public static boolean isMissing(Path name) {
        File file = H2File.of(name).path().toFile();
        return !file.exists() || file.length() == 0;
    }

    private static H2Database open(H2File file) {
        try {
            file.createIfMissing();
            return open(file.url(SETTINGS));
        } catch (IOException e) {
            throw notOpened(file, e, "Check storage.path and who may write there.");
        } catch (FlywayException e) {
            throw notOpened(
                    file, e, "It may be of a later Neuron, or not a Neuron's at all: use another.");
        } catch (SQLException e) {
            throw e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                    ? new DatabaseInUseException(file.path(), e)
                    : notOpened(file, e, "Check who may write it, or restore a backup.");
        }
    }

    /// @param url names a database in H2's own way
    static H2Database open(String url) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser(USER);
        Connection own = source.getConnection();
        try {
            if (own.isReadOnly()) {
                throw new SQLException("the file cannot be written");
            }
            Migrations.apply(source);
            return new H2Database(source, own, new H2Connections(source, CONNECTIONS));
        } catch (SQLException | RuntimeException | Error e) {
            closeAfter(e, own);
            throw e;
        }
    }

    @Override
    public DSLContext context() {
        return context;
    }

    @Override
    public Durability durability() {
        return durability;
    }

    @Override
    public Connection atOneMoment() {
        return MomentConnection.of(source, MomentConnection.SNAPSHOT_OF_H2);
    }

    @Override
    public boolean canWrite() {
        try {
            return !durability.isBroken() && !context.selectOne().fetch().isEmpty();
        } catch (RuntimeException _) {
            return false;
        }
    }

    /// Closes the database once the statements in hand are done; later ones fail.
    @Override
    public void close() {
        connections.close();
        try {
            own.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be closed.", e);
        }
    }

    // H2 does not sync a commit to the disk, not even with WRITE_DELAY=0; this does. On two cores
    // and a disk that syncs 3,000 times a second, a durable change takes 0.75 ms, and 32 at once
    // make 5,000 a second; H2DurabilityCostTest measures it. Each writes some 25 KB, and H2 uses
    // the space again after 45 seconds.
    private void checkpoint() {
        try (Statement statement = own.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be synced to the disk.", e);
        }
    }

    private static DatabaseNotOpenedException notOpened(H2File file, Exception e, String whatToDo) {
        return new DatabaseNotOpenedException(
                "The database " + file.path() + " cannot be opened: " + e + ". " + whatToDo, e);
    }

    private static void closeAfter(Throwable failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
