package org.careagent.neuron.adapters.outbound.jooq;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.logging.LogLevel;

import javax.sql.DataSource;

/// Brings a database to the schema of this Neuron.
final class Migrations {
    private Migrations() {}

    /// @throws org.flywaydb.core.api.FlywayException if the database holds something else, or the
    ///   schema of a later Neuron
    static void apply(DataSource database) {
        LogFactory.setLogLevel(LogLevel.WARN);
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                // A jar that was packed wrongly must not pass for a database without tables.
                .failOnMissingLocations(true)
                // Flyway would let an old Neuron work on the schema of a later one.
                .ignoreMigrationPatterns(new String[0])
                .cleanDisabled(true)
                .load()
                .migrate();
    }
}
