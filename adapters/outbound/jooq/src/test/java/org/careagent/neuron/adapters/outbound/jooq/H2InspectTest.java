package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

@Timeout(60)
class H2InspectTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));

    @TempDir private Path folder;
    private Path name;
    private Path file;

    @BeforeEach
    void nameDatabase() {
        name = folder.resolve("neuron.db");
        file = folder.resolve("neuron.db.mv.db");
    }

    @AfterEach
    void leavesNothingBehind() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isSubsetOf(List.of(file));
        }
    }

    @Test
    void tellsADatabaseThatIsMissingAndMakesNone() {
        assertThat(H2Database.inspect(name)).isEqualTo(new DatabaseInspection.Missing());
        assertThat(H2Database.inspect(folder.resolve("no/folder/neuron.db")))
                .isEqualTo(new DatabaseInspection.Missing());

        assertThat(folder).isEmptyDirectory();
    }

    /// A start that was killed at once leaves one.
    @Test
    void takesAnEmptyFileForADatabaseThatIsMissing() throws IOException {
        Files.createFile(file);

        assertThat(inspect()).isEqualTo(new DatabaseInspection.Missing());
    }

    @Test
    void tellsTheSchemaOfThisNeuron() throws IOException {
        H2Database.open(name).close();

        assertThat(inspect()).isEqualTo(new DatabaseInspection.Current());
        assertThat(inspect()).isEqualTo(new DatabaseInspection.Current());
    }

    @Test
    void tellsADatabaseThatAnotherProcessHasOpenAndWhatAKillLeavesOfIt() throws Exception {
        Process other = EstablishUntilKilled.start(name);
        try (BufferedReader output = other.inputReader()) {
            assertThat(output.readLine()).isNotNull();

            assertThat(H2Database.inspect(name)).isEqualTo(new DatabaseInspection.InUse());
        } finally {
            assertThat(other.destroyForcibly().waitFor()).isNotZero();
        }

        assertThat(inspect()).isEqualTo(new DatabaseInspection.Current());
    }

    @Test
    void tellsThatAStartWouldMigrate() throws Exception {
        H2Database.open(name).close();
        execute("delete from \"flyway_schema_history\"");

        assertThat(inspect()).isEqualTo(new DatabaseInspection.Outdated());

        H2Database.open(name).close();
        assertThat(inspect()).isEqualTo(new DatabaseInspection.Current());
    }

    @Test
    void takesADatabaseWithoutTablesForOneToMigrate() throws Exception {
        execute("select 1");

        assertThat(inspect()).isEqualTo(new DatabaseInspection.Outdated());

        H2Database.open(name).close();
    }

    @Test
    void tellsTheSchemaOfALaterNeuron() throws Exception {
        H2Database.open(name).close();
        execute(
                """
                insert into "flyway_schema_history"
                select 1000, '1000', 'later', "type", "script", "checksum",
                    "installed_by", "installed_on", 1, true
                from "flyway_schema_history" where "version" = '1'
                """);

        assertForeign("later Neuron");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"checksum\" = 1", "\"success\" = false", "\"version\" = '0.1'"})
    void tellsASchemaThatWasMadeInAnotherWay(String change) throws Exception {
        H2Database.open(name).close();
        execute("update \"flyway_schema_history\" set " + change + " where \"version\" = '1'");

        assertForeign("not as this Neuron makes them");
    }

    @Test
    void tellsADatabaseThatIsNotANeurons() throws Exception {
        execute("create table accounts (id int)");

        assertForeign("not a Neuron's");
    }

    @Test
    void saysWhyAFileCannotBeRead() throws Exception {
        Files.writeString(file, "not a database".repeat(1000));

        assertUnreadable("90030");
    }

    @Test
    void saysWhyANameCannotBeUsed() {
        assertThat(H2Database.inspect(folder.resolve("a;b")))
                .isInstanceOfSatisfying(
                        DatabaseInspection.Unreadable.class,
                        found -> assertThat(found.why()).contains("storage.path"));
    }

    private void assertForeign(String why) throws IOException {
        assertThat(inspect())
                .isInstanceOfSatisfying(
                        DatabaseInspection.Foreign.class,
                        found -> assertThat(found.why()).contains(why));
        assertThatThrownBy(() -> H2Database.open(name))
                .isInstanceOf(DatabaseNotOpenedException.class);
    }

    private void assertUnreadable(String why) throws IOException {
        assertThat(inspect())
                .isInstanceOfSatisfying(
                        DatabaseInspection.Unreadable.class,
                        found -> assertThat(found.why()).contains(why));
    }

    /// Whatever it finds, the file is as it was.
    private DatabaseInspection inspect() throws IOException {
        Files.setLastModifiedTime(file, LONG_AGO);
        byte[] before = Files.readAllBytes(file);

        DatabaseInspection found = H2Database.inspect(name);

        assertThat(file).hasBinaryContent(before);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
        return found;
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:async:" + name, "neuron", "");
                Statement run = connection.createStatement()) {
            boolean _ = run.execute(statement);
        }
    }
}
