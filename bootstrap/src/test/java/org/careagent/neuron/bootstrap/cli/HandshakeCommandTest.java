package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.settings.ConfigFile;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `neuron handshake`, against a Neuron that runs.
@Timeout(120)
final class HandshakeCommandTest {
    private static final String ADA = "1245319599";
    private static final String NOBODY = "1000000004";

    @TempDir private Path folder;
    private final Neuron neuron;

    HandshakeCommandTest(@TempDir Path data) throws IOException {
        neuron = Neuron.start(settings(data));
    }

    @BeforeEach
    void registerAda() {
        var _ =
                neuron.registerProvider()
                        .register(
                                new Provider(
                                        new Npi(ADA),
                                        "Dr. Ada",
                                        List.of("physician"),
                                        Optional.of(new AgentEndpoint("wss://ada.example"))),
                                Actor.operator("test"));
    }

    @AfterEach
    void stop() {
        neuron.close();
    }

    private static Settings settings(Path data) throws IOException {
        Path config =
                Files.writeString(
                        data.resolve("clinic.yaml"),
                        """
                        organization: {npi: '1234567893', name: Test Practice}
                        server: {port: 0, host: 127.0.0.1}
                        storage: {kind: memory, path: "@DATA@/neuron.db"}
                        audit: {enabled: false}
                        """
                                .replace("@DATA@", data.toString()));
        SettingsReader.Outcome outcome = ConfigFile.load(Optional.of(config), data, Map.of());
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        return ((SettingsReader.Outcome.Good) outcome).settings();
    }

    @Nested
    class ThatIsCompleted {
        @Test
        void tellsTheRelationshipAndMakesAKey() {
            Said first = shakeHands(ADA);
            Said second = shakeHands(ADA);

            assertThat(first.status()).isZero();
            assertThat(first.err()).containsExactly("neuron: made a new patient's key: " + key());
            assertThat(first.out()).hasSize(4);
            assertThat(first.out().get(0)).matches("relationship       [0-9a-f-]{36}");
            assertThat(first.out().get(1)).isEqualTo("provider endpoint  wss://ada.example");
            assertThat(first.out().get(2)).isEqualTo("status             new");
            assertThat(first.out().get(3)).matches("took               [0-9]+ ms");
            assertThat(second.status()).isZero();
            assertThat(second.err()).isEmpty();
            assertThat(second.out())
                    .startsWith(first.out().get(0))
                    .contains("status             existing");
        }

        @Test
        void tellsEachMessageOnRequest() {
            Said said = shakeHands(ADA, "--trace", "--action", "a", "--action", "b");

            assertThat(said.status()).isZero();
            assertThat(said.out()).hasSize(4);
            assertThat(said.err().stream().skip(1))
                    .allSatisfy(line -> assertThat(line).matches(" *[0-9]+ ms  .*"))
                    .extracting(line -> line.replaceFirst(" *[0-9]+ ms  ", ""))
                    .satisfiesExactly(
                            line ->
                                    assertThat(line)
                                            .isEqualTo("connect  " + neuron.handshakeAddress()),
                            line -> assertThat(line).isEqualTo("answer   HTTP 101"),
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "consent  {\"consented_actions\":[\"a\",\"b\"],"),
                            line ->
                                    assertThat(line)
                                            .startsWith("->       {\"type\":\"handshake.auth\","),
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "<-       {\"type\":\"handshake.challenge\","),
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "->       {\"type\":\"handshake.challenge_response\","),
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "<-       {\"type\":\"handshake.complete\","),
                            line -> assertThat(line).isEqualTo("close    1000"));
        }

        @Test
        void isOneObjectForAProgram() {
            Said said = shakeHands(ADA, "--json", "--agent-id", "agent-of-the-test");

            JsonNode object = said.json();
            assertThat(said.status()).isZero();
            assertThat(object.propertyNames())
                    .containsExactly(
                            "outcome",
                            "relationship_id",
                            "provider_endpoint",
                            "status",
                            "agent_id",
                            "took_ms");
            assertThat(object.path("outcome").asString()).isEqualTo("completed");
            assertThat(object.path("agent_id").asString()).isEqualTo("agent-of-the-test");
            assertThat(object.path("took_ms").isNumber()).isTrue();
        }

        @Test
        void goesByAnIdThatIsMadeFromTheKey() {
            JsonNode first = shakeHands(ADA, "--json").json();
            JsonNode second = shakeHands(ADA, "--json").json();

            assertThat(first.path("agent_id").asString()).matches("neuron-handshake-[0-9a-f]{16}");
            assertThat(second.path("agent_id")).isEqualTo(first.path("agent_id"));
            assertThat(
                            neuron.relationships()
                                    .standing(
                                            new AgentId(first.path("agent_id").asString()),
                                            new Npi(ADA))
                                    .active())
                    .isPresent();
        }

        @Test
        void needsNoConfigurationAndIgnoresOne() {
            assertThat(shakeHands(ADA, "-c", "missing.yaml").status()).isZero();
        }
    }

    @Nested
    class ThatIsRefused {
        @Test
        void saysWhyAndWhatToDo() {
            Said said = shakeHands(NOBODY);

            assertThat(said.status()).isEqualTo(1);
            assertThat(said.out()).isEmpty();
            assertThat(said.err().get(1))
                    .isEqualTo(
                            "neuron: refused: PROVIDER_NOT_FOUND: The provider of the consent token"
                                    + " is not registered here: check provider_npi, and that this is"
                                    + " the right organisation. (close 4003)");
            assertThat(said.err().stream().skip(2))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).startsWith("  "));
        }

        @Test
        void comparesTheClocksOfAKeyThatIsNotTheFirstOne() {
            var _ = shakeHands(ADA, "--agent-id", "agent-of-the-test");
            Said said =
                    Said.by(
                            command(
                                    ADA,
                                    folder.resolve("other.key"),
                                    "--agent-id",
                                    "agent-of-the-test",
                                    "--json"));

            assertThat(said.status()).isEqualTo(1);
            assertThat(said.json().path("outcome").asString()).isEqualTo("refused");
            assertThat(said.json().path("code").asString()).isEqualTo("CONSENT_FAILED");
            assertThat(said.json().path("close_code").asInt()).isEqualTo(4003);
            assertThat(said.json().path("clock_ahead_s").asInt()).isBetween(-2, 2);
            assertThat(said.json().path("advice").asString()).contains("bound to another key");
            assertThat(said.err()).last().asString().startsWith("neuron: refused: CONSENT_FAILED:");
        }
    }

    @Nested
    class ThatFindsNoNeuron {
        @Test
        void isStatus69AtAnotherPath() {
            Said said =
                    Said.by(
                            "handshake",
                            neuron.healthAddress().toString(),
                            "--provider",
                            ADA,
                            "--key",
                            key());

            assertThat(said.status()).isEqualTo(69);
            assertThat(said.err()).contains("neuron: turned away: HTTP 200");
        }

        @Test
        void isStatus69WhereNobodyListens() throws IOException {
            int port;
            try (ServerSocket socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            Said said =
                    Said.by(
                            "handshake",
                            "ws://localhost:" + port,
                            "--provider",
                            ADA,
                            "--key",
                            key(),
                            "--json");

            assertThat(said.status()).isEqualTo(69);
            assertThat(said.json().path("obstacle").asString()).isEqualTo("connection_refused");
            assertThat(said.err())
                    .last()
                    .isEqualTo("neuron: not reachable: nobody listens at localhost:" + port);
        }

        @Test
        void isStatus69WhereNobodyAnswers() throws IOException {
            // The system takes the connection, and nobody does anything with it.
            try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Said said =
                        Said.by(
                                "handshake",
                                "ws://localhost:" + mute.getLocalPort(),
                                "--provider",
                                ADA,
                                "--key",
                                key(),
                                "--timeout",
                                "300ms");

                assertThat(said.status()).isEqualTo(69);
                assertThat(said.err()).contains("neuron: not reachable: no answer within 300 ms");
            }
        }
    }

    @Nested
    class ThatIsMistyped {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        localhost:3000 --provider 1245319599                      | URL must be the address of a Neuron, like wss://clinic.example/ws/handshake; did you mean ws://localhost:3000/ws/handshake ?
                        ftp://clinic.example --provider 1245319599                | URL must be the address of a Neuron, like wss://clinic.example/ws/handshake
                        ws://localhost                                            | Missing required option: '--provider=NPI'; see neuron handshake --help
                        --provider 1245319599                                     | Missing required parameter: 'URL'; see neuron handshake --help
                        ws://localhost --provider 1245319590                      | --provider must be 10 digits, the last a check digit
                        ws://localhost --provider 1245319599 --endpoint here      | --endpoint must be a wss:, ws:, https: or http: URI
                        ws://localhost --provider 1245319599 --agent-id \u202e    | --agent-id must be of 1 to 256 visible characters
                        ws://localhost --provider 1245319599 --action a\u0007b    | --action: at most 256, each of at most 256 visible characters
                        ws://localhost --provider 1245319599 --timeout 0s         | --timeout must be more than 0 and at most 60m
                        ws://localhost --provider 1245319599 --timeout 61m        | --timeout must be more than 0 and at most 60m
                        ws://localhost --provider 1245319599 --timeout soon       | --timeout must be like 40s, 500ms or 2m, is soon; see neuron handshake --help
                        ws://localhost --provider 1245319599 --ca missing.pem     | --ca: cannot read missing.pem
                        """)
        void isStatus2AndNoKeyIsMade(String line, String said) {
            List<String> args = new ArrayList<>(List.of("handshake", "--key", key()));
            args.addAll(List.of(line.split(" ")));

            assertThat(Said.by(args.toArray(String[]::new)))
                    .isEqualTo(new Said(2, List.of(), List.of("neuron: " + said)));
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void isStatus2WhenTheKeyFileHoldsNone() throws IOException {
            Files.writeString(Path.of(key()), "no key");

            assertThat(shakeHands(ADA))
                    .isEqualTo(
                            new Said(
                                    2,
                                    List.of(),
                                    List.of(
                                            "neuron: --key: "
                                                    + key()
                                                    + " holds no whole PEM block -----BEGIN PRIVATE"
                                                    + " KEY-----; make one with: openssl genpkey"
                                                    + " -algorithm ed25519")));
        }
    }

    @Test
    void hasHelpThatFitsAScreen() {
        Said said = Said.by("handshake", "--help");

        assertThat(said.status()).isZero();
        assertThat(said.out())
                .hasSizeLessThanOrEqualTo(24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .anyMatch(line -> line.startsWith("Example: neuron handshake "))
                .anyMatch(line -> line.startsWith("Exit status: 0 completed, 1 refused"));
    }

    private String key() {
        return folder.resolve("patient.key").toString();
    }

    private Said shakeHands(String provider, String... more) {
        return Said.by(command(provider, Path.of(key()), more));
    }

    private String[] command(String provider, Path key, String... more) {
        return Stream.concat(
                        Stream.of(
                                "handshake",
                                neuron.handshakeAddress().toString(),
                                "--provider",
                                provider,
                                "--key",
                                key.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
