package org.careagent.neuron.adapters.outbound.jooq;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.logging.LogLevel;

import java.util.Arrays;

import javax.sql.DataSource;

/// Brings a database to the schema of this Neuron.
final class Migrations {
    /// Where Flyway keeps what it did.
    static final String HISTORY = "flyway_schema_history";

    private Migrations() {}

    /// @throws org.flywaydb.core.api.FlywayException if the database holds something else, or the
    ///   schema of a later Neuron
    static void apply(DataSource database) {
        configure(database).load().migrate();
    }

    /// Whether [#apply] would have something to do. Writes nothing.
    static boolean arePending(DataSource database) {
        return configure(database).load().info().pending().length > 0;
    }

    /// Whether the schema is one that [#apply] would not touch, because a later Neuron made it.
    /// Writes nothing.
    static boolean areOfALaterNeuron(DataSource database) {
        return Arrays.stream(configure(database).load().info().applied())
                .anyMatch(migration -> isOfALaterNeuron(migration.getState()));
    }

    /// Whether the schema is one that [#apply] would go on from. Writes nothing.
    static boolean areAsThisNeuronMadeThem(DataSource database) {
        return configure(database)
                .ignoreMigrationPatterns("*:pending")
                .load()
                .validateWithResult()
                .validationSuccessful;
    }

    private static boolean isOfALaterNeuron(MigrationState state) {
        return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
    }

    private static FluentConfiguration configure(DataSource database) {
        LogFactory.setLogLevel(LogLevel.WARN);
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .table(HISTORY)
                .locations("classpath:db/migration")
                // A jar that was packed wrongly must not pass for a database without tables.
                .failOnMissingLocations(true)
                // Flyway would let an old Neuron work on the schema of a later one.
                .ignoreMigrationPatterns(new String[0])
                .cleanDisabled(true);
    }
}
