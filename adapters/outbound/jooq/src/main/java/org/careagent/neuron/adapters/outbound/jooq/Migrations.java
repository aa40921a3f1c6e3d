package org.careagent.neuron.adapters.outbound.jooq;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
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

    /// What [#apply] would find in a database that has [#HISTORY].
    enum Schema {
        /// All that it would make.
        CURRENT,
        /// Something that it would go on from.
        OUTDATED,
        /// What a later Neuron made, which it would not touch.
        OF_A_LATER_NEURON,
        /// What was made in another way, which it would not touch.
        MADE_OTHERWISE
    }

    /// What `database` has. Writes nothing.
    static Schema schemaOf(DataSource database) {
        Flyway flyway = configure(database).ignoreMigrationPatterns("*:pending").load();
        MigrationInfoService found = flyway.info();
        if (Arrays.stream(found.applied())
                .anyMatch(migration -> isOfALaterNeuron(migration.getState()))) {
            return Schema.OF_A_LATER_NEURON;
        }
        if (!flyway.validateWithResult().validationSuccessful) {
            return Schema.MADE_OTHERWISE;
        }
        return found.pending().length > 0 ? Schema.OUTDATED : Schema.CURRENT;
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
