package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.adapters.outbound.jooq.DatabaseInspection.Current;
import org.careagent.neuron.adapters.outbound.jooq.DatabaseInspection.Foreign;
import org.careagent.neuron.adapters.outbound.jooq.DatabaseInspection.InUse;
import org.careagent.neuron.adapters.outbound.jooq.DatabaseInspection.Missing;
import org.careagent.neuron.adapters.outbound.jooq.DatabaseInspection.Outdated;
import org.careagent.neuron.adapters.outbound.jooq.DatabaseInspection.Unreadable;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

import javax.sql.DataSource;

/// Looks at the file of a database without writing to it.
final class H2Inspection {
    // TRACE_LEVEL_FILE=0: nor is anything written beside it.
    private static final String SETTINGS = ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;TRACE_LEVEL_FILE=0";

    private H2Inspection() {}

    static DatabaseInspection of(H2File file) {
        try {
            // H2 takes an empty file for a new database, and would write to it.
            return Files.size(file.path()) == 0 ? new Missing() : look(file.url(SETTINGS));
        } catch (NoSuchFileException _) {
            return new Missing();
        } catch (IOException | FlywayException e) {
            return new Unreadable(e.toString());
        } catch (SQLException e) {
            return e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                    ? new InUse()
                    : new Unreadable(e.toString());
        }
    }

    private static DatabaseInspection look(String url) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser(H2Database.USER);
        // Keeps it open for the questions that come.
        try (Connection connection = source.getConnection()) {
            return holdsOnlyWhatIsNotOurs(connection)
                    ? new Foreign("its tables are not a Neuron's")
                    : look(source);
        }
    }

    private static DatabaseInspection look(DataSource source) {
        return switch (Migrations.schemaOf(source)) {
            case OF_A_LATER_NEURON -> new Foreign("it is of a later Neuron");
            case MADE_OTHERWISE -> new Foreign("its tables are not as this Neuron makes them");
            case OUTDATED -> new Outdated();
            case CURRENT -> new Current();
        };
    }

    // Without any table it is one whose first start was killed: the next makes them all.
    private static boolean holdsOnlyWhatIsNotOurs(Connection connection) throws SQLException {
        Set<String> tables = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet names =
                        statement.executeQuery(
                                "select table_name from information_schema.tables"
                                        + " where table_schema = 'PUBLIC'")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return !tables.isEmpty() && !tables.contains(Migrations.HISTORY);
    }
}
