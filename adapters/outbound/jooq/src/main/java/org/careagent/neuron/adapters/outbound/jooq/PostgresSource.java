package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Faulty;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

import java.util.Properties;

import javax.sql.DataSource;

/// Single connections to a PostgreSQL database.
final class PostgresSource {
    private static final String CONNECT_SECONDS = "5";
    // Longer than any statement of a handshake, shorter than the patience of its patient. A server
    // that is gone without a word is found out by it.
    private static final String READ_SECONDS = "10";
    // Shorter than the patience of neuron doctor, so that it says what it found.
    private static final String LOOK_SECONDS = "5";

    private PostgresSource() {}

    /// Connections to a server that takes writes, if there is any, else to one that does not.
    static DataSource forLooking(PostgresAccess access) {
        PGSimpleDataSource source = of(access, "preferPrimary");
        preset(source, access, PGProperty.SOCKET_TIMEOUT, LOOK_SECONDS);
        return source;
    }

    /// Connections that are waited for as long as a handshake can bear.
    static DataSource forService(PostgresAccess access) {
        PGSimpleDataSource source = of(access, "primary");
        preset(source, access, PGProperty.SOCKET_TIMEOUT, READ_SECONDS);
        return source;
    }

    /// Connections whose statements may take their time: an index over a million rows does.
    static DataSource forMigration(PostgresAccess access) {
        return of(access, "primary");
    }

    private static PGSimpleDataSource of(PostgresAccess access, String server) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        requireReadable(access);
        source.setURL(access.url());
        access.username().ifPresent(source::setUser);
        access.password().ifPresent(source::setPassword);
        preset(source, access, PGProperty.CONNECT_TIMEOUT, CONNECT_SECONDS);
        preset(source, access, PGProperty.TCP_KEEP_ALIVE, "true");
        preset(source, access, PGProperty.APPLICATION_NAME, "neuron");
        // Of several servers in the URL the one that takes writes, also after a failover.
        preset(source, access, PGProperty.TARGET_SERVER_TYPE, server);
        // The details of an error are the values of a row, patients' ids and all, and would get
        // into
        // the log.
        preset(source, access, PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        preset(source, access, PGProperty.HOST_RECHECK_SECONDS, "1");
        return source;
    }

    private static void requireReadable(PostgresAccess access) {
        if (Driver.parseURL(access.url(), null) == null) {
            throw PostgresDatabase.notOpened(
                    access,
                    new Faulty(
                            "cannot be opened: storage.url is not understood",
                            "Write it as jdbc:postgresql://HOST:PORT/DATABASE."));
        }
    }

    // What the URL says, stays.
    private static void preset(
            PGSimpleDataSource source, PostgresAccess access, PGProperty property, String value) {
        Properties said = Driver.parseURL(access.url(), null);
        if (said == null || !said.containsKey(property.getName())) {
            source.setProperty(property, value);
        }
    }
}
