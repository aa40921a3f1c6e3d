package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.relationship.Relationship;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

@Timeout(60)
class H2DatabaseTest {
    @TempDir private Path folder;

    @Nested
    class Opening {
        @Test
        void makesFolderAndFileForTheirOwnerAlone() throws Exception {
            Path data = folder.resolve("a/b");

            H2Database.open(data.resolve("neuron.db")).close();

            assertThat(modeOf(data)).isEqualTo("rwx------");
            assertThat(modeOf(folder.resolve("a"))).isEqualTo("rwx------");
            assertThat(modeOf(data.resolve("neuron.db.mv.db"))).isEqualTo("rw-------");
            try (Stream<Path> files = Files.list(data)) {
                assertThat(files).containsExactly(data.resolve("neuron.db.mv.db"));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x",
                    "~",
                    "a b%20\u00FC\uD83E\uDE7A.db",
                    "${user.home}",
                    "a:b",
                    "x.mv.db",
                    "'\""
                })
        @DisabledOnOs(OS.WINDOWS)
        void takesAnyOrdinaryName(String name) {
            H2Database.open(folder.resolve(name)).close();

            assertThat(folder.resolve(name + ".mv.db")).isNotEmptyFile();
        }

        @ParameterizedTest
        @ValueSource(strings = {"a;INIT=x", "a\\b", "fol;der/a"})
        @DisabledOnOs(OS.WINDOWS)
        void refusesANameThatH2WouldTakeForAnother(String name) {
            assertThatThrownBy(() -> H2Database.open(folder.resolve(name)))
                    .isInstanceOf(DatabaseNotOpenedException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining("storage.path");

            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void saysWhatIsWrongWithTheFolder() throws Exception {
            Path file = Files.createFile(folder.resolve("file"));

            assertThatThrownBy(() -> H2Database.open(file.resolve("neuron.db")))
                    .isInstanceOf(DatabaseNotOpenedException.class)
                    .hasMessageContaining(file.resolve("neuron.db.mv.db").toString())
                    .hasMessageContaining("Check storage.path");
        }

        @Test
        void saysWhatIsWrongWithTheFileAndLeavesItAlone() throws Exception {
            Path file = folder.resolve("neuron.db.mv.db");
            Files.writeString(file, "not a database".repeat(1000));

            assertThatThrownBy(() -> H2Database.open(folder.resolve("neuron.db")))
                    .isInstanceOf(DatabaseNotOpenedException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("restore a backup");

            assertThat(file).hasContent("not a database".repeat(1000));
        }

        @Test
        void refusesTheSchemaOfALaterNeuronAndLetsGoOfTheFile() {
            try (H2Database database = H2Database.open(folder.resolve("neuron.db"))) {
                int _ =
                        database.context()
                                .execute(
                                        """
                                        insert into "flyway_schema_history"
                                        select 1000, '1000', 'later', "type", "script", "checksum",
                                            "installed_by", "installed_on", 1, true
                                        from "flyway_schema_history" where "version" = '1'
                                        """);
            }
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> H2Database.open(folder.resolve("neuron.db")))
                        .isExactlyInstanceOf(DatabaseNotOpenedException.class)
                        .hasMessageContaining("later Neuron");
            }
        }

        @Test
        void saysThatAnotherProcessHasTheFile() throws Exception {
            Process other = EstablishUntilKilled.start(folder.resolve("neuron.db"));
            try (BufferedReader output = other.inputReader()) {
                assertThat(output.readLine()).isNotNull();

                assertThatThrownBy(() -> H2Database.open(folder.resolve("neuron.db")))
                        .isInstanceOf(DatabaseInUseException.class)
                        .hasMessageContaining(folder.resolve("neuron.db.mv.db").toString())
                        .hasMessageContaining("in use by another process");
            } finally {
                assertThat(other.destroyForcibly().waitFor()).isNotZero();
            }
        }

        // H2 commits each statement of a migration by itself.
        @Test
        void goesOnWhereAKilledFirstStartStopped() {
            try (H2Database database = H2Database.open(folder.resolve("neuron.db"))) {
                int _ = database.context().execute("drop table relationship");
                int _ = database.context().execute("delete from \"flyway_schema_history\"");
            }

            H2Database.open(folder.resolve("neuron.db")).close();
            H2Database.open(folder.resolve("neuron.db")).close();
        }

        private static String modeOf(Path path) throws Exception {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        }
    }

    @Nested
    class Constraining {
        @Test
        void letsNoSecondRelationshipBeActiveWhateverTheStoreThinks() {
            try (H2Database database = H2Database.open(folder.resolve("neuron.db"))) {
                Relationship first = established(database);

                assertThatThrownBy(() -> copy(database, first, "active_key", "terminated_at"))
                        .isInstanceOf(IntegrityConstraintViolationException.class);
                copy(database, first, "null", "1");
                copy(database, first, "null", "1");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"null, null", "1, 1", "0, null", "2, null"})
        void letsNothingBeNeitherActiveNorTerminated(String keyAndEnd) {
            try (H2Database database = H2Database.open(folder.resolve("neuron.db"))) {
                Relationship first = established(database);
                String[] parts = keyAndEnd.split(", ", -1);

                assertThatThrownBy(() -> copy(database, first, parts[0], parts[1]))
                        .isInstanceOf(DataAccessException.class)
                        .hasMessageContaining("23513");
            }
        }

        private static Relationship established(H2Database database) {
            Relationship first = relationship(patient(1), provider(1));
            Outcome outcome =
                    Samples.apply(
                            JooqStorage.in(database, "in a test", "node 1"),
                            Samples.establish(first, key(1)));
            assertThat(outcome).isEqualTo(Outcome.APPLIED);
            return first;
        }

        private static void copy(
                H2Database database, Relationship original, String activeKey, String end) {
            int _ =
                    database.context()
                            .execute(
                                    "insert into relationship select random_uuid(),"
                                            + " patient_agent_id, provider_npi,"
                                            + " patient_endpoint, consented_actions,"
                                            + " consent_issued_at, created_at, updated_at, "
                                            + end
                                            + ", "
                                            + activeKey
                                            + " from relationship where id = '"
                                            + original.id()
                                            + "'");
        }
    }
}
