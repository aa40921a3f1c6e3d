package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Current;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Empty;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection.Outdated;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@Timeout(120)
class PostgresDatabaseTest {
    private final PostgresAccess access = PostgresServer.newDatabase();

    @Test
    void tellsAnEmptyDatabaseFromOneThatItHasOpened() {
        assertThat(PostgresDatabase.inspect(access)).isEqualTo(new Empty());

        PostgresDatabase.open(access).close();

        assertThat(PostgresDatabase.inspect(access)).isEqualTo(new Current());
    }

    @Test
    void tellsThatAStartWouldMigrate() {
        PostgresDatabase.open(access).close();
        execute("DELETE FROM flyway_schema_history");

        assertThat(PostgresDatabase.inspect(access)).isEqualTo(new Outdated());

        PostgresDatabase.open(access).close();
        assertThat(PostgresDatabase.inspect(access)).isEqualTo(new Current());
    }

    @Test
    void comesUpOnceForEachOfManyThatStartTogether() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PostgresDatabase>> nodes = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                nodes.add(threads.submit(() -> PostgresDatabase.open(access)));
            }
            for (Future<PostgresDatabase> node : nodes) {
                try (PostgresDatabase database = node.get()) {
                    assertThat(database.canWrite()).isTrue();
                }
            }
        }
    }

    @Test
    void refusesTheSchemaOfALaterNeuron() {
        PostgresDatabase.open(access).close();
        execute(
                """
                INSERT INTO flyway_schema_history
                SELECT 1000, '1000', 'later', type, script, checksum, installed_by,
                    installed_on, 1, true
                FROM flyway_schema_history WHERE version = '1'
                """);

        assertRefused(access, "later Neuron", "Run the version of Neuron that made it");
    }

    @Test
    void refusesTablesThatAreNotANeurons() {
        execute("CREATE TABLE invoice (id INTEGER)");

        assertRefused(access, "not a Neuron's", "another database");
    }

    @Test
    void refusesAWrongPasswordAndDoesNotShowIt() {
        PostgresAccess wrong = withPassword(Optional.of("hunter2"));

        assertRefused(wrong, "does not let the Neuron in", "storage.passwordFile");
        assertThatThrownBy(() -> PostgresDatabase.open(wrong))
                .isNotInstanceOf(DatabaseAwayException.class);
        assertThat(wrong.toString()).doesNotContain("hunter2");
    }

    @Test
    void saysThatAPasswordIsMissing() {
        assertRefused(
                withPassword(Optional.empty()), "does not let the Neuron in", "storage.password");
    }

    @Test
    void saysThatTheDatabaseIsMissing() {
        assertRefused(PostgresServer.access("nowhere"), "does not exist", "createdb");
    }

    @Test
    void saysThatTheServerCannotBeReached() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        PostgresAccess nobody = withUrl("jdbc:postgresql://localhost:" + port + "/neuron");

        assertRefused(nobody, "cannot be reached", "storage.url");
        assertThatThrownBy(() -> PostgresDatabase.open(nobody))
                .isInstanceOf(DatabaseAwayException.class);
    }

    @Test
    void saysThatTheUrlIsNotUnderstood() {
        assertThatThrownBy(() -> PostgresDatabase.open(withUrl("jdbc:postgresql://h:port/d")))
                .isInstanceOf(DatabaseNotOpenedException.class)
                .hasMessageContaining("storage.url");
    }

    @Test
    void refusesAServerThatAcknowledgesWhatItMayLose() {
        execute("ALTER DATABASE " + name() + " SET synchronous_commit = off");

        assertRefused(access, "synchronous_commit is off", "Set it to on");
    }

    // Else one patient id that it cannot spell would fail the handshakes of all in its batch.
    @Test
    void refusesADatabaseThatCannotKeepEveryCharacter() {
        PostgresServer.command(
                "CREATE DATABASE latin OWNER neuron TEMPLATE template0 ENCODING 'LATIN1'"
                        + " LC_COLLATE 'C' LC_CTYPE 'C'");

        assertRefused(PostgresServer.access("latin"), "LATIN1", "ENCODING 'UTF8'");
    }

    @Test
    void refusesAServerThatTakesNoWrites() {
        execute("ALTER DATABASE " + name() + " SET default_transaction_read_only = on");

        assertRefused(access, "takes no writes", "primary");
    }

    @Test
    void refusesARoleThatMayNotMakeTables() {
        PostgresServer.command("CREATE DATABASE others");

        assertRefused(PostgresServer.access("others"), "make and use its tables", "owner");
    }

    @Test
    void isUnhealthyWhileTheServerTakesNoWrites() {
        try (PostgresDatabase database = PostgresDatabase.open(access)) {
            PostgresServer.command(
                    "ALTER DATABASE " + name() + " SET default_transaction_read_only = on");
            hangUp();
            assertThat(database.canWrite()).isFalse();

            PostgresServer.command(
                    "ALTER DATABASE " + name() + " RESET default_transaction_read_only");
            hangUp();
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!database.canWrite() && System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            assertThat(database.canWrite()).isTrue();
        }
    }

    /// As after a failover that left the connections as they were.
    @Test
    void givesUpAConnectionWhoseServerTakesNoWritesAnyMore() {
        PostgresAccess one =
                new PostgresAccess(access.url(), access.username(), access.password(), 1);
        try (PostgresDatabase database = PostgresDatabase.open(one)) {
            int _ = database.context().execute("SET default_transaction_read_only = on");

            int made =
                    new Retrying(Retrying.PATIENCE)
                            .run(
                                    () ->
                                            database.context()
                                                    .execute("CREATE TABLE one (x INTEGER)"),
                                    Optional::empty);

            assertThat(made).isZero();
        }
    }

    @Test
    void goesOnAfterAllItsConnectionsWereLost() {
        try (PostgresDatabase database = PostgresDatabase.open(access)) {
            hangUp();

            var result =
                    new Retrying(Retrying.PATIENCE)
                            .run(
                                    () -> database.context().selectOne().fetch().size(),
                                    Optional::empty);

            assertThat(result).isEqualTo(1);
            assertThat(database.canWrite()).isTrue();
        }
    }

    @Test
    void waitsForAConnectionForABoundedTime() throws Exception {
        PostgresAccess one =
                new PostgresAccess(access.url(), access.username(), access.password(), 1);
        CountDownLatch lent = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        try (PostgresDatabase database = PostgresDatabase.open(one);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> holder =
                    threads.submit(() ->
                            database.context()
                                    .connectionResult(_ -> {
                                        lent.countDown();
                                        enough.await();
                                        return true;
                                    }));
            lent.await();
            long start = System.nanoTime();

            assertThatThrownBy(() -> database.context().selectOne().fetch())
                    .isInstanceOf(DataAccessException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
            enough.countDown();
            assertThat(holder.get()).isTrue();
            assertThat(database.canWrite()).isTrue();
        }
    }

    @Test
    void survivesTheInterruptionOfItsThreads() throws Exception {
        try (PostgresDatabase database = PostgresDatabase.open(access);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> hurried = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                hurried.add(
                        threads.submit(() -> {
                            Thread.currentThread().interrupt();
                            int one = database.context().selectOne().fetch().size();
                            return one == 1 && Thread.interrupted();
                        }));
            }
            for (Future<Boolean> each : hurried) {
                assertThat(each.get()).isTrue();
            }
            assertThat(database.canWrite()).isTrue();
        }
    }

    @Test
    void readsCommittedWorkAlone() {
        try (PostgresDatabase database = PostgresDatabase.open(access)) {
            assertThat(
                            database.context()
                                    .fetchSingle("SHOW transaction_isolation")
                                    .get(0, String.class))
                    .isEqualTo("read committed");
        }
    }

    @Test
    void keepsTheValuesOfARowOutOfItsExceptions() {
        try (PostgresDatabase database = PostgresDatabase.open(access)) {
            String sql = "INSERT INTO patient_binding VALUES (?, ?)";
            int _ = database.context().execute(sql, "patient-agent-7", new byte[32]);

            assertThatThrownBy(
                            () -> database.context().execute(sql, "patient-agent-7", new byte[32]))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("patient_binding_pk")
                    .hasMessageNotContaining("patient-agent-7");
        }
    }

    @Test
    void showsNeitherUsersNorParametersOfItsUrl() {
        assertThat(withUrl("jdbc:postgresql://db.example:6000/neuron?sslmode=verify-full").place())
                .isEqualTo("PostgreSQL //db.example:6000/neuron");
        assertThat(withUrl("jdbc:postgresql://me:secret@db.example/neuron").place())
                .isEqualTo("PostgreSQL //db.example/neuron");
        assertThat(withUrl("jdbc:postgresql:neuron?password=secret").place())
                .isEqualTo("PostgreSQL neuron");
    }

    private static void assertRefused(PostgresAccess access, String what, String whatToDo) {
        assertThatThrownBy(() -> PostgresDatabase.open(access))
                .isInstanceOf(DatabaseNotOpenedException.class)
                .hasMessageStartingWith("The database PostgreSQL //localhost:")
                .hasMessageContainingAll(what, whatToDo)
                .hasMessageNotContainingAny("hunter2", PostgresServer.PASSWORD);
    }

    private PostgresAccess withPassword(Optional<String> password) {
        return new PostgresAccess(access.url(), access.username(), password, 1);
    }

    private PostgresAccess withUrl(String url) {
        return new PostgresAccess(url, access.username(), access.password(), 1);
    }

    private String name() {
        return access.url().substring(access.url().lastIndexOf('/') + 1);
    }

    private void execute(String sql) {
        PostgresServer.execute(access, sql);
    }

    private void hangUp() {
        PostgresServer.command(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                        + name()
                        + "'");
    }
}
