package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.bootstrap.Office;
import org.careagent.neuron.bootstrap.settings.ConfigFile;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person at a terminal gets: exit status, output, and one line a fault.
@Timeout(60)
final class CommandLineTest {
    private static final String NPI = "1245319599";

    @TempDir private Path folder;
    private Path config = Path.of("");

    @BeforeEach
    void configure() throws IOException {
        config =
                Files.writeString(
                        folder.resolve("clinic.yaml"),
                        """
                        organization: {npi: '1234567893', name: Test Practice}
                        server: {port: 0}
                        storage: {path: '%s'}
                        audit: {path: '%s'}
                        """
                                .formatted(
                                        folder.resolve("neuron.db"),
                                        folder.resolve("audit.jsonl")));
    }

    @Nested
    class WrongUsage {
        @ParameterizedTest(name = "neuron {0}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        ``                                                         | which command? demo, init, start,
                        --debug                                                    | which command? demo, init, start,
                        open                                                       | 'open' is no command
                        providr                                                    | 'providr' is no command (did you mean provider?); see neuron --help
                        --open                                                     | Unknown option: '--open'; see neuron --help
                        start --open                                               | Unknown option: '--open'; see neuron start --help
                        start now                                                  | 'now' is more than this command takes; see neuron start --help
                        provider                                                   | which command? add, list, remove; see neuron provider --help
                        provider add --name Ada --type physician                   | Missing required parameter: 'NPI'; see neuron provider add --help
                        provider add 1245319599 --type physician                   | Missing required option: '--name=NAME'; see neuron provider add --help
                        provider add 1245319599 --name Ada                         | Missing required option: '--type=TYPE'; see neuron provider add --help
                        provider add 1245319590 --name Ada --type physician        | NPI must be an NPI: 10 digits, the last a check digit; see neuron provider add --help
                        provider add 124531959 --name Ada --type physician         | NPI must be an NPI: 10 digits, the last a check digit; see neuron provider add --help
                        provider add 1245319599 --name \u202eAda --type physician  | --name must be 1 to 256 visible characters, not all blank, none a control character
                        provider add 1245319599 --name Ada --type a\u0007b         | --type must be 1 to 256 visible characters, not all blank, none a control character
                        provider add 1245319599 --name Ada --type physician --endpoint ftp://a | --endpoint must be an absolute wss:, ws:, https: or http: URI of at most 2048 characters, without user information or fragment; see neuron provider add --help
                        """)
        void isStatus2AndOneLine(String line, String said) {
            Said result = Said.by(line.isEmpty() ? new String[0] : line.split(" "));

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).last().asString().startsWith("neuron: " + said);
            assertThat(result.out()).isEmpty();
            if (!line.contains("--debug")) {
                assertThat(result.err()).hasSize(1);
            }
        }

        @Test
        void isABlankName() {
            assertThat(Said.by("provider", "add", NPI, "--name", " ", "--type", "physician"))
                    .isEqualTo(
                            new Said(
                                    2,
                                    List.of(),
                                    List.of(
                                            "neuron: --name must be 1 to 256 visible characters,"
                                                    + " not all blank, none a control character")));
        }
    }

    @Nested
    class Help {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "--help",
                    "-h",
                    "start --help",
                    "demo -h",
                    "provider --help",
                    "provider add -h"
                })
        void isStatus0OnStandardOutput(String line) {
            Said result = Said.by(line.split(" "));

            assertThat(result.status()).isZero();
            assertThat(result.out()).first().asString().startsWith("Usage: neuron");
            assertThat(result.err()).isEmpty();
        }

        @Test
        void namesTheVersion() {
            Said result = Said.by("version");

            assertThat(result.status()).isZero();
            assertThat(result.out())
                    .singleElement()
                    .asString()
                    .matches("neuron \\S+ \\(Java \\S+\\)");
            assertThat(result.err()).isEmpty();
        }
    }

    @Nested
    class WrongConfiguration {
        @Test
        void isAStorageThatWouldForgetTheProvider() throws IOException {
            Path file =
                    Files.writeString(
                            folder.resolve("forgetful.yaml"),
                            """
                            organization: {npi: "1234567893", name: Test}
                            storage: {kind: memory}
                            """);

            Said result =
                    Said.by(
                            "provider",
                            "add",
                            NPI,
                            "--name",
                            "Ada",
                            "--type",
                            "physician",
                            "-c",
                            file.toString());

            assertThat(result.status()).isEqualTo(69);
            assertThat(result.err())
                    .singleElement()
                    .asString()
                    .startsWith("neuron: no Neuron runs, and storage.kind is memory");
            assertThat(folder.resolve("data")).doesNotExist();
        }

        @ParameterizedTest
        @ValueSource(strings = {"start", "provider list"})
        void isStatus78WhenTheFileIsMissing(String command) {
            Path missing = folder.resolve("missing.yaml");

            assertThat(Said.by((command + " --config " + missing).split(" ")))
                    .isEqualTo(
                            new Said(
                                    78,
                                    List.of(),
                                    List.of(
                                            "neuron: no configuration: cannot read the file "
                                                    + missing)));
        }

        @Test
        void isStatus78WhenThereIsNone() {
            Said result = Said.by("start");

            assertThat(result.status()).isEqualTo(78);
            assertThat(result.err())
                    .singleElement()
                    .asString()
                    .startsWith("neuron: no configuration: none of neuron.config.json, ");
        }

        @Test
        void isStatus78AndFiveLinesForFiveFaults() throws IOException {
            Files.writeString(
                    config,
                    """
                    organization: {npi: "1234567890", name: Test}
                    server: {port: 70000}
                    websocket: {authTimeoutMs: 10}
                    storage: {password: a, passwordFile: b}
                    axon: {required: true}
                    """);

            assertThat(Said.by("start", "-c", config.toString()))
                    .isEqualTo(
                            new Said(
                                    78,
                                    List.of(),
                                    List.of(
                                            "neuron: /organization/npi: must be an NPI: 10 digits, the"
                                                    + " last a check digit, is 1234567890",
                                            "neuron: /server/port: must be 1 to 65535, is 70000",
                                            "neuron: /websocket/authTimeoutMs: must be a whole number"
                                                    + " of at least 1000, is 10",
                                            "neuron: /storage/passwordFile: must not be set together"
                                                    + " with storage.password",
                                            "neuron: /axon/registryUrl: is missing; axon.required needs"
                                                    + " it")));
            assertThat(folder).isDirectoryNotContaining("glob:**neuron.db*");
        }

        @ParameterizedTest
        @ValueSource(strings = {"start", "provider list"})
        void isStatus70WhenTheDatabaseServerCannotBeReached(String command) throws IOException {
            Files.writeString(
                    config,
                    """
                    organization: {npi: '1234567893', name: Test Practice}
                    storage: {path: '%s', kind: postgresql, url: 'jdbc:postgresql://localhost:1/x',
                        password: hunter2}
                    """
                            .formatted(folder.resolve("data").resolve("neuron.db")));

            Said result = Said.by((command + " -c " + config).split(" "));

            assertThat(result.status()).isEqualTo(70);
            assertThat(result.err())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "neuron: The database PostgreSQL //localhost:1/x cannot be reached: ")
                    .doesNotContain("hunter2");
        }

        @Test
        void isStatus78AndALineForEachFileWithoutWhichThereIsNoTls() throws IOException {
            Path certificate = folder.resolve("no.crt");
            Path key = folder.resolve("no.key");
            Files.writeString(
                    config,
                    "organization: {npi: '1234567893', name: Test Practice}\n"
                            + "server: {port: 0, tls: {certificate: '%s', key: '%s'}}\n"
                                    .formatted(certificate, key));

            assertThat(Said.by("start", "-c", config.toString()))
                    .isEqualTo(
                            new Said(
                                    78,
                                    List.of(),
                                    List.of(
                                            "neuron: /server/tls: %s is not there. Check the path."
                                                    .formatted(certificate),
                                            "neuron: /server/tls: %s is not there. Check the path."
                                                    .formatted(key))));
            assertThat(Path.of("data")).doesNotExist();
        }

        @Test
        void isStatus78WhenAFolderStandsInThePlaceOfTheAuditLog() throws IOException {
            Files.createDirectory(folder.resolve("audit.jsonl"));

            Said result = add(NPI, "Dr. Ada");

            assertThat(result.status()).isEqualTo(78);
            assertThat(result.err())
                    .singleElement()
                    .asString()
                    .startsWith("neuron: /audit/path: must be the path of a file, is the folder ");
            assertThat(folder).isDirectoryNotContaining("glob:**neuron.db*");
        }

        @Test
        void isStatus78AndALineAFaultBeforeAnythingIsOpened() throws IOException {
            Files.writeString(config, "server: {port: 70000}\nstorage: {kind: oracle}\n");

            Said result = Said.by("start", "-c", config.toString());

            assertThat(result.status()).isEqualTo(78);
            assertThat(result.err())
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(line).startsWith("neuron: /"));
            assertThat(folder).isDirectoryNotContaining("glob:**neuron.db*");
        }
    }

    @Nested
    class OddConfiguration {
        @Test
        void isWarnedOfOnStandardErrorAndNoFault() throws IOException {
            Files.writeString(
                    config,
                    Files.readString(config) + "websockets: {path: /door}\nlog: {Level: info}\n");

            assertThat(list())
                    .isEqualTo(
                            new Said(
                                    0,
                                    List.of(
                                            "No provider is registered. Add one with: neuron provider add"),
                                    List.of(
                                            "neuron: warning: /log/Level: unknown key; did you mean"
                                                    + " /log/level?",
                                            "neuron: warning: /websockets/path: unknown key; did you"
                                                    + " mean /websocket/path?")));
        }
    }

    @Nested
    class Providers {
        @Test
        void areAddedOnceAndListedByNpi() {
            assertThat(add(NPI, "Dr. Ada")).isEqualTo(Said.done("registered 1245319599 Dr. Ada"));
            assertThat(
                            Said.by(
                                    "provider",
                                    "add",
                                    "1000000004",
                                    "--name",
                                    "Dr. Bob",
                                    "--type",
                                    "physician,surgeon",
                                    "--endpoint",
                                    "wss://bob.example/agent",
                                    "-c",
                                    config.toString()))
                    .isEqualTo(Said.done("registered 1000000004 Dr. Bob"));

            assertThat(add(NPI, "Somebody Else"))
                    .isEqualTo(
                            new Said(
                                    1,
                                    List.of(),
                                    List.of(
                                            "neuron: a provider of NPI 1245319599 is registered"
                                                    + " already; to change it, remove it first")));

            assertThat(list())
                    .isEqualTo(
                            Said.done(
                                    "NPI         NAME     TYPES               SPECIALTY  ENDPOINT",
                                    "1000000004  Dr. Bob  physician, surgeon             wss://bob.example/agent",
                                    "1245319599  Dr. Ada  physician"));
        }

        @Test
        void areNoneAtFirst() {
            assertThat(list())
                    .isEqualTo(
                            Said.done(
                                    "No provider is registered. Add one with: neuron provider add"));
            assertThat(folder).isDirectoryNotContaining("glob:**neuron.*");
        }

        @Test
        void areNotAddedWhileTheDataIsInUse() {
            try (var _ = Office.open(settings())) {
                Said result = add(NPI, "Dr. Ada");

                assertThat(result.status()).isEqualTo(75);
                assertThat(result.out()).isEmpty();
                assertThat(result.err()).singleElement().asString().startsWith("neuron: ");
            }
        }
    }

    @Nested
    class AStackTrace {
        @Test
        void isShownOnRequest() {
            assertThat(Said.by("--debug", "start", "-c", "missing.yaml").err())
                    .anyMatch(line -> line.startsWith("\tat "))
                    .last()
                    .isEqualTo("neuron: no configuration: cannot read the file missing.yaml");
            assertThat(Said.by("start", "--debug", "-c", "missing.yaml").err())
                    .anyMatch(line -> line.startsWith("\tat "));
        }

        @Test
        void isNotShownWhenSomethingCannotBeOpened() throws IOException {
            Files.writeString(folder.resolve("neuron.db.mv.db"), "no database");

            Said result = add(NPI, "Dr. Ada");

            assertThat(result.status()).isEqualTo(70);
            assertThat(result.err())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).startsWith("neuron: "));
        }
    }

    private Said add(String npi, String name) {
        return Said.by(
                "provider",
                "add",
                npi,
                "--name",
                name,
                "--type",
                "physician",
                "--config",
                config.toString());
    }

    private Said list() {
        return Said.by("provider", "list", "--config", config.toString());
    }

    private Settings settings() {
        SettingsReader.Outcome outcome = ConfigFile.load(Optional.of(config), folder, Map.of());
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        return ((SettingsReader.Outcome.Good) outcome).settings();
    }
}
