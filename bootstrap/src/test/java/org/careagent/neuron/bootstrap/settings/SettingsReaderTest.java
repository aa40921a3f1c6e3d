package org.careagent.neuron.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.domain.handshake.ExistingRelationshipProof;
import org.careagent.neuron.domain.handshake.HandshakePolicy;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The table of the configuration specification, read from files as an administrator writes them.
final class SettingsReaderTest {
    private static final Npi NPI = new Npi("1234567893");
    private static final String ORGANIZATION =
            "organization: {npi: \"1234567893\", name: Test Practice}\n";

    private static final Settings DEFAULTS =
            new Settings(
                    new Settings.Organization(NPI, "Test Practice", "practice"),
                    new Settings.Server("0.0.0.0", 3000, Duration.ofSeconds(5)),
                    new HandshakePolicy(
                            NPI,
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(30),
                            ExistingRelationshipProof.CHALLENGE),
                    new Settings.WebSocket(
                            "/ws/handshake", 1000, Duration.ofSeconds(30), 65_536, List.of("*")),
                    new Settings.Storage(Settings.Storage.Kind.H2, Path.of("./data/neuron.db")),
                    new Settings.Audit(true, Path.of("./data/audit.jsonl")),
                    Optional.empty());

    private static final Settings EVERY_KEY =
            new Settings(
                    new Settings.Organization(NPI, "Clinic \u00c9toile", "urgent_care"),
                    new Settings.Server("127.0.0.1", 8443, Duration.ofMillis(1)),
                    new HandshakePolicy(
                            NPI,
                            Duration.ofMillis(1000),
                            Duration.ofMillis(2000),
                            ExistingRelationshipProof.TOKEN),
                    new Settings.WebSocket(
                            "/door",
                            1,
                            Duration.ofMillis(3000),
                            1024,
                            List.of("https://a.example", "https://b.example")),
                    new Settings.Storage(Settings.Storage.Kind.MEMORY, Path.of("/var/neuron/db")),
                    new Settings.Audit(false, Path.of("trail.jsonl")),
                    Optional.of(new AgentEndpoint("https://neuron.example/door")));

    private static final String EVERY_KEY_IN_YAML =
            """
            # every key that Settings knows
            organization:
              npi: "1234567893"
              name: Clinic \u00c9toile
              type: urgent_care
            server:
              host: 127.0.0.1
              port: 8443
              shutdownGraceMs: 1
            websocket:
              path: /door
              maxConcurrentHandshakes: 1
              authTimeoutMs: 1000
              challengeTimeoutMs: 2000
              queueTimeoutMs: 3000
              maxPayloadBytes: 1024
              existingRelationshipProof: token
              allowedOrigins:
                - https://a.example
                - https://b.example
            storage:
              kind: memory
              path: /var/neuron/db
            audit:
              enabled: false
              path: trail.jsonl
            axon:
              endpointUrl: https://neuron.example/door
            """;

    private static final String EVERY_KEY_IN_JSON =
            """
            {
              "organization": {
                "npi": "1234567893", "name": "Clinic \u00c9toile", "type": "urgent_care"
              },
              "server": {"host": "127.0.0.1", "port": 8443, "shutdownGraceMs": 1},
              "websocket": {
                "path": "/door",
                "maxConcurrentHandshakes": 1,
                "authTimeoutMs": 1000,
                "challengeTimeoutMs": 2000,
                "queueTimeoutMs": 3000,
                "maxPayloadBytes": 1024,
                "existingRelationshipProof": "token",
                "allowedOrigins": ["https://a.example", "https://b.example"]
              },
              "storage": {"kind": "memory", "path": "/var/neuron/db"},
              "audit": {"enabled": false, "path": "trail.jsonl"},
              "axon": {"endpointUrl": "https://neuron.example/door"}
            }
            """;

    @TempDir private Path folder;

    @Nested
    class WhatIsGood {
        @Test
        void hasADefaultForAllButTheOrganization() throws IOException {
            assertThat(good(ORGANIZATION)).isEqualTo(DEFAULTS);
        }

        @ParameterizedTest
        @ValueSource(strings = {"server:", "server: {}", "websocket:\nstorage:\naudit:\naxon:"})
        void mayHaveSectionsWithNothingInThem(String sections) throws IOException {
            assertThat(good(ORGANIZATION + sections)).isEqualTo(DEFAULTS);
        }

        @Test
        void isTheSameInYamlAndJson() throws IOException {
            assertThat(good(EVERY_KEY_IN_YAML)).isEqualTo(EVERY_KEY);
            assertThat(load("neuron.config.json", EVERY_KEY_IN_JSON))
                    .isEqualTo(new SettingsReader.Outcome.Good(EVERY_KEY));
        }

        @Test
        void maySpellJsonInAnyWayThatJsonAllows() throws IOException {
            String tabbed =
                    EVERY_KEY_IN_JSON
                            .replace("  ", "\t")
                            .replace("/door", "\\/door")
                            .replace("\u00c9", "\\u00c9")
                            .replace("\n", "\r\n");

            assertThat(load("neuron.config.json", tabbed))
                    .isEqualTo(new SettingsReader.Outcome.Good(EVERY_KEY));
        }

        @Test
        void mayHaveNumbersAndFlagsAsStrings() throws IOException {
            Settings settings =
                    good(
                            """
                            organization: {npi: 1234567893, name: 7}
                            server: {port: "8080"}
                            websocket: {authTimeoutMs: '1000'}
                            audit: {enabled: "false"}
                            """);

            assertThat(settings.organization().npi()).isEqualTo(NPI);
            assertThat(settings.organization().name()).isEqualTo("7");
            assertThat(settings.server().port()).isEqualTo(8080);
            assertThat(settings.handshake().authTimeout()).isEqualTo(Duration.ofSeconds(1));
            assertThat(settings.audit().enabled()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 65_535})
        void mayHaveAnyPortAndZeroForAnyFreeOne(int port) throws IOException {
            assertThat(good(ORGANIZATION + "server: {port: " + port + "}").server().port())
                    .isEqualTo(port);
        }

        @Test
        void mayHaveAnEmptyList() throws IOException {
            assertThat(
                            good(ORGANIZATION + "websocket: {allowedOrigins: []}")
                                    .webSocket()
                                    .allowedOrigins())
                    .isEmpty();
        }

        @Test
        void mayHaveKeysThatNobodyKnows() throws IOException {
            assertThat(good(ORGANIZATION + "server: {colour: red}\nheartbeat: 7"))
                    .isEqualTo(DEFAULTS);
        }

        @Test
        void isTakenAsItStands() throws IOException {
            assertThat(
                            good("""
                            organization:
                              npi: "1234567893"
                              name: "The ${user.home} of $1 Clinic"
                            """)
                                    .organization()
                                    .name())
                    .isEqualTo("The ${user.home} of $1 Clinic");
        }
    }

    @Nested
    class WhatIsWrong {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        server: {port: 70000}                         | /server/port: must be 1 to 65535, is 70000
                        server: {port: -1}                            | /server/port: must be 1 to 65535, is -1
                        server: {port: http}                          | /server/port: must be 1 to 65535, is http
                        server: {port: 80.5}                          | /server/port: must be 1 to 65535, is 80.5
                        server: {port: ""}                            | `/server/port: must be 1 to 65535, is `
                        server: {port: {}}                            | /server/port: must be a single value
                        server: {port: [80]}                          | /server/port: must be a single value
                        server: {host: [a]}                           | /server/host: must be a single value
                        server: {shutdownGraceMs: -1}                 | /server/shutdownGraceMs: must be a whole number of at least 0, is -1
                        server: {shutdownGraceMs: 2147483648}         | /server/shutdownGraceMs: must be a whole number of at least 0, is 2147483648
                        websocket: {path: /health}                    | /websocket/path: must start with /, hold nothing but letters, digits and -._~/, and not be /health, is /health
                        websocket: {path: door}                       | /websocket/path: must start with /, hold nothing but letters, digits and -._~/, and not be /health, is door
                        websocket: {maxConcurrentHandshakes: 0}       | /websocket/maxConcurrentHandshakes: must be a whole number of at least 1, is 0
                        websocket: {authTimeoutMs: 999}               | /websocket/authTimeoutMs: must be a whole number of at least 1000, is 999
                        websocket: {challengeTimeoutMs: 999}          | /websocket/challengeTimeoutMs: must be a whole number of at least 1000, is 999
                        websocket: {queueTimeoutMs: 10s}              | /websocket/queueTimeoutMs: must be a whole number of at least 1000, is 10s
                        websocket: {maxPayloadBytes: 1023}            | /websocket/maxPayloadBytes: must be a whole number of at least 1024, is 1023
                        websocket: {existingRelationshipProof: none}  | /websocket/existingRelationshipProof: must be one of challenge, token, is none
                        websocket: {allowedOrigins: "*"}              | /websocket/allowedOrigins: must be a list of texts
                        websocket: {allowedOrigins: {a: b}}           | /websocket/allowedOrigins: must be a list of texts
                        websocket: {allowedOrigins: [{a: b}]}         | /websocket/allowedOrigins: must be a list of texts
                        websocket: {allowedOrigins: [[a]]}            | /websocket/allowedOrigins: must be a list of texts
                        storage: {kind: H2}                           | /storage/kind: must be one of h2, memory, is H2
                        storage: {kind: oracle}                       | /storage/kind: must be one of h2, memory, is oracle
                        storage: {path: " "}                          | `/storage/path: must be the path of a file, is  `
                        storage: {path: "a\\0"}                       | `/storage/path: must be the path of a file, is a `
                        audit: {enabled: maybe}                       | /audit/enabled: must be one of false, true, is maybe
                        storage: {path: /}                            | /storage/path: must be the path of a file, is /
                        storage: {path: data/..}                      | /storage/path: must be the path of a file, is data/..
                        storage: {path: "a;b"}                        | /storage/path: must be the path of a file, is a;b
                        audit: {path: .}                              | /audit/path: must be the path of a file, is .
                        audit: {path: []}                             | /audit/path: must be a single value
                        axon: {endpointUrl: neuron.example}           | /axon/endpointUrl: must be an http: or https: address of at most 2000 characters, without a query, is neuron.example
                        axon: {endpointUrl: ws://neuron.example}      | /axon/endpointUrl: must be an http: or https: address of at most 2000 characters, without a query, is ws://neuron.example
                        axon: {endpointUrl: "http://neuron.example?a"}  | /axon/endpointUrl: must be an http: or https: address of at most 2000 characters, without a query, is http://neuron.example?a
                        server: 3000                                  | /server: must be a section
                        websocket: []                                 | /websocket: must be a section
                        storage: memory                               | /storage: must be a section
                        audit: false                                  | /audit: must be a section
                        axon: http://neuron.example                   | /axon: must be a section
                        """)
        void isSaidInOneLine(String yaml, String line) throws IOException {
            assertThat(faults(ORGANIZATION + yaml)).containsExactly(line);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        {name: A}                             | /organization/npi: is missing; must be an NPI: 10 digits, the last a check digit
                        {npi: 1234567890, name: A}            | /organization/npi: must be an NPI: 10 digits, the last a check digit, is 1234567890
                        {npi: {}, name: A}                    | /organization/npi: must be a single value
                        {npi: 1234567893}                     | /organization/name: is missing; must be the organisation's name, without control characters
                        {npi: 1234567893, name: " "}          | `/organization/name: must be the organisation's name, without control characters, is  `
                        {npi: 1234567893, name: [A]}          | /organization/name: must be a single value
                        {npi: 1234567893, name: A, type: zoo} | /organization/type: must be one of hospital, imaging_center, laboratory, other, pharmacy, practice, specialty_clinic, urgent_care, is zoo
                        """)
        void isSaidOfTheOrganizationInOneLine(String organization, String line) throws IOException {
            assertThat(faults("organization: " + organization)).containsExactly(line);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "# nothing\n", "---\n", "server: {port: 3000}", "{}"})
        void isAConfigurationWithoutAnOrganization(String yaml) throws IOException {
            assertThat(faults(yaml))
                    .containsExactly(
                            "/organization/npi: is missing; must be an NPI: 10 digits, the last a"
                                    + " check digit",
                            "/organization/name: is missing; must be the organisation's name, without control characters");
        }

        @Test
        void isSaidAllAtOnce() throws IOException {
            assertThat(
                            faults(
                                    """
                                    organization: Test Practice
                                    server: {port: 70000, host: []}
                                    websocket: {path: door, authTimeoutMs: soon}
                                    storage: {kind: oracle}
                                    audit: {enabled: 1}
                                    axon: {endpointUrl: ""}
                                    """))
                    .extracting(line -> line.substring(0, line.indexOf(':')))
                    .containsExactlyInAnyOrder(
                            "/organization",
                            "/organization/npi",
                            "/organization/name",
                            "/server/port",
                            "/server/host",
                            "/websocket/path",
                            "/websocket/authTimeoutMs",
                            "/storage/kind",
                            "/audit/enabled",
                            "/axon/endpointUrl");
        }
    }

    private Settings good(String yaml) throws IOException {
        SettingsReader.Outcome outcome = load("neuron.yaml", yaml);
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        return ((SettingsReader.Outcome.Good) outcome).settings();
    }

    private List<String> faults(String yaml) throws IOException {
        SettingsReader.Outcome outcome = load("neuron.yaml", yaml);
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Faulty.class);
        return ((SettingsReader.Outcome.Faulty) outcome).faults();
    }

    private SettingsReader.Outcome load(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return ConfigFile.load(Optional.of(file), folder);
    }
}
