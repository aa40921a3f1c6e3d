package org.careagent.neuron.adapters.outbound.jooq;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;

import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Away;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Current;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Empty;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Faulty;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Outdated;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Trouble;
import org.careagent.neuron.application.port.IntroductionSignal;
import org.careagent.neuron.domain.identity.Npi;
import org.flywaydb.core.api.FlywayException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

import java.sql.Connection;
import java.util.Set;

import javax.sql.DataSource;

/// A database on a server that speaks PostgreSQL's protocol. Several Neurons may have it open at
/// the same time.
public final class PostgresDatabase implements Database {
    private final DataSource source;
    private final PooledConnections connections;
    private final DSLContext context;
    private final PostgresChannel channel;

    private PostgresDatabase(DataSource source, PooledConnections connections) {
        this.source = source;
        this.connections = connections;
        this.context = Sql.on(connections, SQLDialect.POSTGRES);
        this.channel = PostgresChannel.of(source, context);
    }

    /// Opens the database, and brings it to the schema of this Neuron; of several that do so at the
    /// same time one makes the tables, and the others wait for it.
    ///
    /// @throws DatabaseNotOpenedException if it cannot be opened; it says what to mend, and no
    ///   password
    /// @throws DatabaseAwayException if it may be there in a moment
    public static PostgresDatabase open(PostgresAccess access) {
        switch (inspect(access)) {
            case Trouble trouble -> throw notOpened(access, trouble);
            case Empty _, Outdated _ -> migrate(access);
            case Current _ -> {}
        }
        try {
            return new PostgresDatabase(
                    PostgresSource.forService(access),
                    PooledConnections.of(PostgresSource.forService(access), access.poolSize()));
        } catch (PoolInitializationException e) {
            throw notOpened(access, PostgresFaults.of(e));
        }
    }

    /// Looks at the database without writing to it. It may be open meanwhile.
    public static PostgresInspection inspect(PostgresAccess access) {
        return PostgresLook.at(PostgresSource.forLooking(access));
    }

    private static void migrate(PostgresAccess access) {
        try {
            Migrations.apply(PostgresSource.forMigration(access));
        } catch (FlywayException e) {
            throw notOpened(access, PostgresFaults.of(e));
        }
    }

    @Override
    public DSLContext context() {
        return context;
    }

    @Override
    public Durability durability() {
        return Durability.BY_COMMIT;
    }

    @Override
    public Connection atOneMoment() {
        return MomentConnection.of(source, Connection.TRANSACTION_REPEATABLE_READ);
    }

    @Override
    public boolean canWrite() {
        try {
            return context.connectionResult(PostgresLook::takesWrites);
        } catch (RuntimeException _) {
            return false;
        }
    }

    @Override
    public void announce(DSLContext transaction, Set<Npi> providers) {
        channel.announce(transaction, providers);
    }

    @Override
    public void listen(IntroductionSignal.Ear ear) {
        channel.listen(ear);
    }

    /// Closes the connections that are not in use, and the others at once too: stop the writers
    /// before.
    @Override
    public void close() {
        channel.close();
        connections.close();
    }

    // Without a cause: what the driver says is in the message, and a driver's own exception may say
    // more than anybody should read.
    static DatabaseNotOpenedException notOpened(PostgresAccess access, Trouble trouble) {
        String what = "The database " + access.place() + " " + trouble.what();
        String message = what + ". " + trouble.whatToDo();
        return switch (trouble) {
            case Faulty _ -> new DatabaseNotOpenedException(message);
            case Away _ -> new DatabaseAwayException(message, what);
        };
    }
}
