package org.careagent.neuron.adapters.outbound.jooq;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A PostgreSQL server for tests: one for the whole JVM, started by the first that asks and stopped
/// with the JVM. Each asks for a database of its own.
///
/// Its owner, [#ROLE], may do what the owner of a database may, and no more.
public final class PostgresServer {
    /// Who owns the databases.
    public static final String ROLE = "neuron";

    /// Its password.
    public static final String PASSWORD = "test-of-neuron";

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int POOL = 4;

    private PostgresServer() {}

    /// A new and empty database.
    public static PostgresAccess newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        command("CREATE DATABASE " + name + " OWNER " + ROLE);
        return access(name);
    }

    /// How [#ROLE] reaches the database of this name.
    public static PostgresAccess access(String database) {
        return new PostgresAccess(
                "jdbc:postgresql://localhost:" + Running.SERVER.getPort() + "/" + database,
                Optional.of(ROLE),
                Optional.of(PASSWORD),
                POOL);
    }

    /// Runs `sql` as [#ROLE].
    public static void execute(PostgresAccess access, String sql) {
        run(access.url(), ROLE, sql);
    }

    /// Runs `sql` as the administrator of the server, in no test's database.
    public static void command(String sql) {
        run(access("postgres").url(), "postgres", sql);
    }

    private static void run(String url, String role, String sql) {
        try (Connection connection = DriverManager.getConnection(url, role, PASSWORD);
                Statement statement = connection.createStatement()) {
            var _ = statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server =
                    EmbeddedPostgres.builder()
                            // As a server has to be; only its disk may lie, for the sake of speed.
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("fsync", "off")
                            .setServerConfig("full_page_writes", "off")
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            prepare(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // It would let everybody in, so the role has to show its password.
    private static void prepare(EmbeddedPostgres server) throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            var _ = statement.execute("CREATE ROLE neuron LOGIN PASSWORD '" + PASSWORD + "'");
            Path rules;
            try (ResultSet file = statement.executeQuery("SHOW hba_file")) {
                var _ = file.next();
                rules = Path.of(file.getString(1));
            }
            Path _ =
                    Files.writeString(
                            rules,
                            "host all neuron all scram-sha-256\n"
                                    + Files.readString(rules, StandardCharsets.UTF_8),
                            StandardCharsets.UTF_8);
            var _ = statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts the server when it is first named.
    private static final class Running {
        private static final EmbeddedPostgres SERVER = start();
    }
}
