package org.careagent.neuron.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table of the configuration specification, read from files as an administrator writes them.
final class SettingsReaderTest {
    private static final Npi NPI = new Npi("1234567893");
    private static final String ORGANIZATION =
            "organization: {npi: \"1234567893\", name: Test Practice}\n";

    private static final Settings DEFAULTS =
            new Settings(
                    new Settings.Organization(NPI, "Test Practice", "practice"),
                    new Settings.Server(
                            "0.0.0.0",
                            3000,
                            Optional.empty(),
                            List.of(),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(10),
                            Optional.empty()),
                    new HandshakePolicy(
                            NPI,
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(30),
                            ExistingRelationshipProof.CHALLENGE),
                    new Settings.WebSocket(
                            "/ws/handshake",
                            1000,
                            10_000,
                            Duration.ofSeconds(30),
                            65_536,
                            List.of("*"),
                            List.of("v1", "v2")),
                    new Settings.Storage(
                            Settings.Storage.Kind.H2,
                            Path.of("./data/neuron.db"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            10),
                    new Settings.Audit(true, Path.of("./data/audit.jsonl"), 1000, 268_435_456),
                    new Settings.Axon(
                            Optional.empty(), Optional.empty(), Duration.ofMinutes(5), false),
                    new Settings.Heartbeat(Duration.ofMinutes(1)),
                    new Settings.LocalNetwork(false, "careagent-neuron", "v1.0"),
                    new Settings.Api(
                            new Settings.Api.RateLimit(100, Duration.ofMinutes(1)),
                            100,
                            Settings.Api.ProviderAccess.KEY,
                            List.of()),
                    new Settings.Observe("127.0.0.1", Optional.empty()),
                    new Settings.Node(Optional.empty()),
                    new Settings.Log(Settings.Log.Level.INFO, Settings.Log.Format.TEXT),
                    List.of());

    private static final Settings EVERY_KEY =
            new Settings(
                    new Settings.Organization(NPI, "Clinic \u00c9toile", "urgent_care"),
                    new Settings.Server(
                            "127.0.0.1",
                            8443,
                            Optional.of(
                                    new Settings.Tls.Pem(Path.of("chain.pem"), Path.of("key.pem"))),
                            List.of("10.0.0.0/8", "fd00::/8"),
                            Duration.ofMillis(1),
                            Duration.ofMillis(2),
                            Optional.of(3)),
                    new HandshakePolicy(
                            NPI,
                            Duration.ofMillis(1000),
                            Duration.ofMillis(2000),
                            ExistingRelationshipProof.TOKEN),
                    new Settings.WebSocket(
                            "/door",
                            1,
                            0,
                            Duration.ofMillis(3000),
                            1024,
                            List.of("https://a.example", "https://b.example"),
                            List.of("v2")),
                    new Settings.Storage(
                            Settings.Storage.Kind.MEMORY,
                            Path.of("/var/neuron/db"),
                            Optional.of("jdbc:postgresql://db.example/neuron"),
                            Optional.of("neuron"),
                            Optional.of(new Secret("correct horse")),
                            4),
                    new Settings.Audit(false, Path.of("trail.jsonl"), 5, 6000),
                    new Settings.Axon(
                            Optional.of(URI.create("https://registry.example")),
                            Optional.of(new AgentEndpoint("https://neuron.example/door")),
                            Duration.ofMillis(7000),
                            true),
                    new Settings.Heartbeat(Duration.ofMillis(8000)),
                    new Settings.LocalNetwork(true, "clinic-neuron", "v2.0"),
                    new Settings.Api(
                            new Settings.Api.RateLimit(9, Duration.ofMillis(10)),
                            11,
                            Settings.Api.ProviderAccess.OPEN,
                            List.of("https://portal.example")),
                    new Settings.Observe("localhost", Optional.of(9000)),
                    new Settings.Node(Optional.of("node-1.a_B")),
                    new Settings.Log(Settings.Log.Level.DEBUG, Settings.Log.Format.JSON),
                    List.of(
                            "websocket.protocols",
                            "axon.registryUrl",
                            "axon.backoffCeilingMs",
                            "axon.required",
                            "heartbeat.intervalMs",
                            "localNetwork.enabled",
                            "localNetwork.serviceType",
                            "localNetwork.protocolVersion"));

    private static final String EVERY_KEY_IN_YAML =
            """
            # every key, apart from those that exclude one another
            organization:
              npi: "1234567893"
              name: Clinic \u00c9toile
              type: urgent_care
            server:
              host: 127.0.0.1
              port: 8443
              tls: {certificate: chain.pem, key: key.pem}
              trustedProxies: [10.0.0.0/8, "fd00::/8"]
              shutdownGraceMs: 1
              headerTimeoutMs: 2
              maxConnections: 3
            websocket:
              path: /door
              maxConcurrentHandshakes: 1
              maxQueued: 0
              authTimeoutMs: 1000
              challengeTimeoutMs: 2000
              queueTimeoutMs: 3000
              maxPayloadBytes: 1024
              existingRelationshipProof: token
              allowedOrigins:
                - https://a.example
                - https://b.example
              protocols: [v2]
            storage:
              kind: memory
              path: /var/neuron/db
              url: jdbc:postgresql://db.example/neuron
              username: neuron
              password: correct horse
              poolSize: 4
            audit:
              enabled: false
              path: trail.jsonl
              checkpointEvery: 5
              rotateBytes: 6000
            axon:
              registryUrl: https://registry.example
              endpointUrl: https://neuron.example/door
              backoffCeilingMs: 7000
              required: true
            heartbeat: {intervalMs: 8000}
            localNetwork: {enabled: true, serviceType: clinic-neuron, protocolVersion: v2.0}
            api:
              rateLimit: {maxRequests: 9, windowMs: 10}
              authFailuresPerMinute: 11
              providerAccess: open
              cors: {allowedOrigins: [https://portal.example]}
            observe: {host: localhost, port: 9000}
            node: {id: node-1.a_B}
            log: {level: debug, format: json}
            """;

    private static final String EVERY_KEY_IN_JSON =
            """
            {
              "organization": {
                "npi": "1234567893", "name": "Clinic \u00c9toile", "type": "urgent_care"
              },
              "server": {
                "host": "127.0.0.1",
                "port": 8443,
                "tls": {"certificate": "chain.pem", "key": "key.pem"},
                "trustedProxies": ["10.0.0.0/8", "fd00::/8"],
                "shutdownGraceMs": 1,
                "headerTimeoutMs": 2.0,
                "maxConnections": 3
              },
              "websocket": {
                "path": "/door",
                "maxConcurrentHandshakes": 1,
                "maxQueued": 0,
                "authTimeoutMs": 1e3,
                "challengeTimeoutMs": 2000.0,
                "queueTimeoutMs": 3000,
                "maxPayloadBytes": 1.024E3,
                "existingRelationshipProof": "token",
                "allowedOrigins": ["https://a.example", "https://b.example"],
                "protocols": ["v2"]
              },
              "storage": {
                "kind": "memory",
                "path": "/var/neuron/db",
                "url": "jdbc:postgresql://db.example/neuron",
                "username": "neuron",
                "password": "correct horse",
                "poolSize": 4
              },
              "audit": {
                "enabled": false, "path": "trail.jsonl", "checkpointEvery": 5, "rotateBytes": 6000
              },
              "axon": {
                "registryUrl": "https://registry.example",
                "endpointUrl": "https://neuron.example/door",
                "backoffCeilingMs": 7000,
                "required": true
              },
              "heartbeat": {"intervalMs": 8000},
              "localNetwork": {
                "enabled": true, "serviceType": "clinic-neuron", "protocolVersion": "v2.0"
              },
              "api": {
                "rateLimit": {"maxRequests": 9, "windowMs": 10},
                "authFailuresPerMinute": 11,
                "providerAccess": "open",
                "cors": {"allowedOrigins": ["https://portal.example"]}
              },
              "observe": {"host": "localhost", "port": 9000},
              "node": {"id": "node-1.a_B"},
              "log": {"level": "debug", "format": "json"}
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
        @ValueSource(
                strings = {
                    "server:",
                    "server: {}",
                    "websocket:\nstorage:\naudit:\naxon:",
                    "server: {tls: }\napi: {cors: {}}"
                })
        void mayHaveSectionsWithNothingInThem(String sections) throws IOException {
            assertThat(good(ORGANIZATION + sections)).isEqualTo(DEFAULTS);
        }

        @Test
        void isTheSameInYamlAndJson() throws IOException {
            assertThat(good(EVERY_KEY_IN_YAML)).isEqualTo(EVERY_KEY);
            assertThat(load("neuron.config.json", EVERY_KEY_IN_JSON))
                    .isEqualTo(new SettingsReader.Outcome.Good(EVERY_KEY, List.of()));
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
                    .isEqualTo(new SettingsReader.Outcome.Good(EVERY_KEY, List.of()));
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
            assertThat(good(ORGANIZATION + "server: {colour: red}\nheart: 7")).isEqualTo(DEFAULTS);
        }

        @Test
        void mayHaveFlagsInAnyCase() throws IOException {
            assertThat(good(ORGANIZATION + "audit: {enabled: 'FALSE'}").audit().enabled())
                    .isFalse();
        }

        @Test
        void namesTheDataFolderAndTheSocketByAPathAsShortAsThatOfTheStorage() throws IOException {
            assertThat(storage("./data/../db/neuron.db").folder()).isEqualTo(Path.of("db"));
            assertThat(storage("./data/neuron.db").controlSocket())
                    .isEqualTo(Path.of("data/neuron.sock"));
            assertThat(storage("neuron.db").folder()).isEqualTo(Path.of(""));
            assertThat(storage("neuron.db").controlSocket()).isEqualTo(Path.of("neuron.sock"));
            assertThat(storage("/srv/neuron.db").controlSocket())
                    .isEqualTo(Path.of("/srv/neuron.sock"));
        }

        @Test
        void mayHaveASocketWhosePathIsJustShortEnough() throws IOException {
            String folderOf94Bytes = "/" + "\u00e9".repeat(46) + "x";

            assertThat(storage(folderOf94Bytes + "/db").controlSocket().toString().getBytes(UTF_8))
                    .hasSize(106);
        }

        @Test
        void keepsSecretsToItself() throws IOException {
            assertThat(good(EVERY_KEY_IN_YAML).toString()).doesNotContain("correct horse");
        }

        @Test
        void doesNotMentionWhatIsSetToWhatHoldsAnyway() throws IOException {
            assertThat(good(ORGANIZATION + "log: {level: info}\nwebsocket: {protocols: [v1, v2]}"))
                    .isEqualTo(DEFAULTS);
        }

        private Settings.Storage storage(String path) throws IOException {
            return good(ORGANIZATION + "storage: {path: '" + path + "'}").storage();
        }

        @Test
        void isTakenAsItStands() throws IOException {
            assertThat(
                            good("""
                            organization:
                              npi: "1234567893"
                              name: "The ${server.host} of $1 Clinic"
                            server: {host: localhost}
                            """)
                                    .organization()
                                    .name())
                    .isEqualTo("The ${server.host} of $1 Clinic");
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
                        server: {port: ""}                            | /server/port: must be 1 to 65535, is empty
                        server: {port: {}}                            | /server/port: must be a single value
                        server: {port: [80]}                          | /server/port: must be a single value
                        server: {host: [a]}                           | /server/host: must be a single value
                        server: {shutdownGraceMs: -1}                 | /server/shutdownGraceMs: must be a whole number of at least 0, is -1
                        server: {shutdownGraceMs: 2147483648}         | /server/shutdownGraceMs: must be a whole number of at least 0, is 2147483648
                        websocket: {path: /health}                    | /websocket/path: must start with /, hold nothing but letters, digits and -._~/, and not begin as a path of the API does (/v1, /health, /docs, /openapi.json, /.well-known), nor with /ws/provider, is /health
                        websocket: {path: door}                       | /websocket/path: must start with /, hold nothing but letters, digits and -._~/, and not begin as a path of the API does (/v1, /health, /docs, /openapi.json, /.well-known), nor with /ws/provider, is door
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
                        storage: {kind: H2}                           | /storage/kind: must be one of h2, postgresql, memory, is H2
                        storage: {kind: oracle}                       | /storage/kind: must be one of h2, postgresql, memory, is oracle
                        storage: {path: " "}                          | `/storage/path: must be the path of a file, without ; or \\, is  `
                        storage: {path: "a\\0"}                       | /storage/path: must be the path of a file, without ; or \\, is a\\u0000
                        audit: {enabled: maybe}                       | /audit/enabled: must be one of true, false, is maybe
                        storage: {path: /}                            | /storage/path: must be the path of a file, without ; or \\, is /
                        storage: {path: data/..}                      | /storage/path: must be the path of a file, without ; or \\, is data/..
                        storage: {path: "a;b"}                        | /storage/path: must be the path of a file, without ; or \\, is a;b
                        audit: {path: .}                              | /audit/path: must be the path of a file, is .
                        audit: {path: []}                             | /audit/path: must be a single value
                        axon: {endpointUrl: neuron.example}           | /axon/endpointUrl: must be an http: or https: address of at most 2000 characters, without a query, is neuron.example
                        axon: {endpointUrl: ws://neuron.example}      | /axon/endpointUrl: must be an http: or https: address of at most 2000 characters, without a query, is ws://neuron.example
                        axon: {endpointUrl: "http://neuron.example?a"}  | /axon/endpointUrl: must be an http: or https: address of at most 2000 characters, without a query, is http://neuron.example?a
                        storage: {path: 'a\\b'}                       | /storage/path: must be the path of a file, without ; or \\, is a\\b
                        server: {trustedProxies: [10.0.0.1]}          | /server/trustedProxies: must be a list of networks such as 10.0.0.0/8 or fd00::/8, is 10.0.0.1
                        server: {trustedProxies: [10.0.0.0/33]}       | /server/trustedProxies: must be a list of networks such as 10.0.0.0/8 or fd00::/8, is 10.0.0.0/33
                        server: {trustedProxies: [proxy.example/8]}   | /server/trustedProxies: must be a list of networks such as 10.0.0.0/8 or fd00::/8, is proxy.example/8
                        server: {headerTimeoutMs: 0}                  | /server/headerTimeoutMs: must be a whole number of at least 1, is 0
                        server: {maxConnections: 0}                   | /server/maxConnections: must be a whole number of at least 1, is 0
                        server: {tls: {certificate: a, key: /}}       | /server/tls/key: must be the path of a file, is /
                        server: {tls: {certificate: /, key: a}}       | /server/tls/certificate: must be the path of a file, is /
                        server: {tls: {keyStore: ""}}                 | /server/tls/keyStore: must be the path of a file, is empty
                        server: {tls: {certificate: a}}               | /server/tls/key: is missing; server.tls.certificate needs it
                        server: {tls: {key: a}}                       | /server/tls/certificate: is missing; server.tls.key needs it
                        server: {tls: {certificate: a, key: b, keyStore: c}} | /server/tls/keyStore: must not be set together with server.tls.certificate
                        server: {tls: {keyStore: a, passwordFile: /nothing/there}} | /server/tls/passwordFile: must be the path of a file that can be read and whose first line is the password, is /nothing/there
                        server: {tls: a}                              | /server/tls: must be a section
                        websocket: {allowedOrigins: [https://a/]}     | /websocket/allowedOrigins: must be a list of origins such as https://portal.example, or *, is https://a/
                        websocket: {maxQueued: -1}                    | /websocket/maxQueued: must be a whole number of at least 0, is -1
                        websocket: {protocols: []}                    | /websocket/protocols: must be a list of v1, v2 or both, is empty
                        websocket: {protocols: [v1, v3]}              | /websocket/protocols: must be a list of v1, v2 or both, is v1, v3
                        storage: {kind: postgresql}                   | /storage/url: is missing; storage.kind postgresql needs it
                        storage: {url: "jdbc:mysql://u:secret@h"}     | /storage/url: must begin with jdbc:postgresql: and hold no password, which has keys of its own
                        storage: {url: "jdbc:postgresql:d?Password=s"} | /storage/url: must begin with jdbc:postgresql: and hold no password, which has keys of its own
                        storage: {username: ""}                       | /storage/username: must be of visible characters, is empty
                        storage: {password: ""}                       | /storage/password: must be of visible characters
                        storage: {passwordFile: /nothing/there}       | /storage/passwordFile: must be the path of a file that can be read and whose first line is the password, is /nothing/there
                        storage: {poolSize: 0}                        | /storage/poolSize: must be a whole number of at least 1, is 0
                        audit: {checkpointEvery: 0}                   | /audit/checkpointEvery: must be a whole number of at least 1, is 0
                        audit: {rotateBytes: 1023}                    | /audit/rotateBytes: must be a whole number of at least 1024, is 1023
                        axon: {registryUrl: "https://u:secret@h"}     | /axon/registryUrl: must be an http: or https: address, is https://(secret)@h
                        axon: {registryUrl: "ws://h"}                 | /axon/registryUrl: must be an http: or https: address, is ws://h
                        axon: {backoffCeilingMs: 999}                 | /axon/backoffCeilingMs: must be a whole number of at least 1000, is 999
                        axon: {required: true}                        | /axon/registryUrl: is missing; axon.required needs it
                        axon: {required: yess}                        | /axon/required: must be one of true, false, is yess
                        heartbeat: {intervalMs: 999}                  | /heartbeat/intervalMs: must be a whole number of at least 1000, is 999
                        heartbeat: {intervalMs: "1e999999999"}          | /heartbeat/intervalMs: must be a whole number of at least 1000, is 1e999999999
                        localNetwork: {enabled: 1}                    | /localNetwork/enabled: must be one of true, false, is 1
                        localNetwork: {serviceType: ""}               | /localNetwork/serviceType: must be of visible characters, is empty
                        localNetwork: {protocolVersion: " "}          | `/localNetwork/protocolVersion: must be of visible characters, is  `
                        api: {rateLimit: {maxRequests: 0}}            | /api/rateLimit/maxRequests: must be a whole number of at least 1, is 0
                        api: {rateLimit: {windowMs: 0}}               | /api/rateLimit/windowMs: must be a whole number of at least 1, is 0
                        api: {authFailuresPerMinute: 0}               | /api/authFailuresPerMinute: must be a whole number of at least 1, is 0
                        api: {providerAccess: all}                    | /api/providerAccess: must be one of key, open, is all
                        api: {cors: {allowedOrigins: [""]}}           | /api/cors/allowedOrigins: must be a list of visible characters, is empty
                        observe: {host: no such host}                 | /observe/host: must be an address of this machine, or a name of one, is no such host
                        server: {host: no such host}                  | /server/host: must be an address of this machine, or a name of one, is no such host
                        observe: {port: 65536}                        | /observe/port: must be 1 to 65535, is 65536
                        observe: {port: 3000}                         | /observe/port: must not be server.port, is 3000
                        node: {id: a b}                               | /node/id: must be 1 to 64 letters, digits and ._-, is a b
                        log: {level: loud}                            | /log/level: must be one of error, warn, info, debug, trace, is loud
                        log: {format: xml}                            | /log/format: must be one of text, json, is xml
                        node: {id: "\\e[31m\\u202e"}                  | /node/id: must be 1 to 64 letters, digits and ._-, is \\u001b[31m\\u202e
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
                        {npi: 1234567893, name: A, type: zoo} | /organization/type: must be one of practice, hospital, pharmacy, imaging_center, laboratory, urgent_care, specialty_clinic, other, is zoo
                        """)
        void isSaidOfTheOrganizationInOneLine(String organization, String line) throws IOException {
            assertThat(faults("organization: " + organization)).containsExactly(line);
        }

        @Test
        void isCutWhereNobodyWouldReadOn() throws IOException {
            assertThat(faults(ORGANIZATION + "log: {level: " + "x".repeat(5000) + "}"))
                    .containsExactly(
                            "/log/level: must be one of error, warn, info, debug, trace, is "
                                    + "x".repeat(120)
                                    + "\u2026");
        }

        @Test
        void isAFolderWhereTheAuditLogIsToBe() throws IOException {
            assertThat(faults(ORGANIZATION + "audit: {path: '" + folder + "'}"))
                    .containsExactly(
                            "/audit/path: must be the path of a file, is the folder " + folder);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "neuron",
                    "neuron.lock",
                    "neuron.key",
                    "node.id",
                    "neuron.sock",
                    "neuron.db.mv.db"
                })
        void isAnAuditLogInAnotherFileOfTheNeuron(String name) throws IOException {
            assertThat(faults(ORGANIZATION + "audit: {path: ./data/" + name + "}"))
                    .containsExactly(
                            "/audit/path: must be the path of a file of its own, is that of"
                                    + " another file of the Neuron: ./data/"
                                    + name);
        }

        @Test
        void isASocketWhosePathIsTooLong() throws IOException {
            String folderOf95Bytes = "/" + "\u00e9".repeat(47);

            assertThat(faults(ORGANIZATION + "storage: {path: '" + folderOf95Bytes + "/db'}"))
                    .containsExactly(
                            "/storage/path: must be shorter: the control socket beside it is a path of"
                                    + " 107 bytes, and at most 106 can be opened");
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

    @Nested
    class WhatTheProgramItselfSets {
        @Test
        void isPresetApartFromThat() {
            assertThat(
                            SettingsReader.presetBut(
                                    Map.of(
                                            "organization.npi", "1234567893",
                                            "organization.name", "Test Practice")))
                    .isEqualTo(DEFAULTS);
        }

        @Test
        void isOfKnownKeysWithinTheirRules() {
            assertThatThrownBy(() -> SettingsReader.presetBut(Map.of("server.port", "70000")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("/server/port: must be 1 to 65535, is 70000");
            assertThatThrownBy(() ->
                            SettingsReader.presetBut(
                                    Map.of(
                                            "organization.npi", "1234567893",
                                            "organization.name", "Test Practice",
                                            "server.prot", "1")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("NEURON_SERVER__PROT: unknown key");
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
        return ConfigFile.load(Optional.of(file), folder, Map.of());
    }
}
