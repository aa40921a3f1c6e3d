package org.careagent.neuron.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

/// The environment over the file, the file over what is preset.
final class EnvironmentTest {
    @TempDir private Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void configure() throws IOException {
        file =
                Files.writeString(
                        folder.resolve("neuron.yaml"),
                        """
                        organization: {npi: "1234567893", name: Test Practice}
                        server: {port: 8080, host: localhost}
                        websocket: {allowedOrigins: [https://x, https://y, https://z]}
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NEURON_SERVER__PORT",
                "neuron_server__port",
                "Neuron_Server__Port",
                "NEURON_server__Port"
            })
    void hasPrecedenceInAnyCase(String name) {
        Settings settings = good(Map.of(name, "9090"));

        assertThat(settings.server().port()).isEqualTo(9090);
        assertThat(settings.server().host()).isEqualTo("localhost");
    }

    @Test
    void reachesKeysOfSeveralWordsAndLevels() {
        Settings settings =
                good(
                        Map.of(
                                "NEURON_WEBSOCKET__MAXCONCURRENTHANDSHAKES", "500",
                                "NEURON_API__RATELIMIT__MAXREQUESTS", "7",
                                "NEURON_AUDIT__ENABLED", "FALSE",
                                "NEURON_HEARTBEAT__INTERVALMS", "2000.0"));

        assertThat(settings.webSocket().maxConcurrentHandshakes()).isEqualTo(500);
        assertThat(settings.api().rateLimit().maxRequests()).isEqualTo(7);
        assertThat(settings.audit().enabled()).isFalse();
        assertThat(settings.heartbeat().interval()).hasSeconds(2);
        assertThat(settings.withoutEffect()).containsExactly("heartbeat.intervalMs");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "https://a,https://b   | https://a https://b",
                "https://a , https://b | https://a https://b",
                "https://a             | https://a",
                "*                     | *",
                "''                    | ''"
            })
    void partsAListByCommasAndReplacesAllOfIt(String value, String origins) {
        assertThat(
                        String.join(
                                " ",
                                good(Map.of("NEURON_WEBSOCKET__ALLOWEDORIGINS", value))
                                        .webSocket()
                                        .allowedOrigins()))
                .isEqualTo(origins);
    }

    @Test
    void mendsWhatIsWrongInTheFile() throws IOException {
        Files.writeString(
                file,
                """
                organization: {npi: "1234567893", name: Test Practice}
                server: {port: {a: 1}}
                websocket: {allowedOrigins: none}
                """);

        Settings settings =
                good(Map.of("NEURON_SERVER__PORT", "1", "NEURON_WEBSOCKET__ALLOWEDORIGINS", "*"));

        assertThat(settings.server().port()).isEqualTo(1);
        assertThat(settings.webSocket().allowedOrigins()).containsExactly("*");
    }

    @Test
    void doesNotHideAValueThatStandsWhereASectionIsDue() throws IOException {
        Files.writeString(file, "organization: {npi: '1234567893', name: A}\naudit: false");

        assertThat(faults(Map.of("NEURON_AUDIT__PATH", "a.jsonl")))
                .containsExactly("/audit: must be a section");
    }

    @Test
    void isNamedWhereItIsWrong() {
        assertThat(faults(Map.of("NEURON_SERVER__PORT", "70000", "neuron_log__level", "")))
                .containsExactly(
                        "/server/port: must be 1 to 65535, is 70000 (from NEURON_SERVER__PORT)",
                        "/log/level: must be one of error, warn, info, debug, trace, is empty (from"
                                + " neuron_log__level)");
    }

    @Test
    void isNamedWithoutTheSecretThatItHolds() {
        assertThat(faults(Map.of("NEURON_STORAGE__PASSWORD", "a\u0000b")))
                .containsExactly(
                        "/storage/password: must be of visible characters (from"
                                + " NEURON_STORAGE__PASSWORD)");
    }

    @Test
    void mustNotContradictItself() {
        assertThat(faults(Map.of("NEURON_SERVER__PORT", "1", "neuron_server__port", "2")))
                .containsExactly(
                        "/server/port: NEURON_SERVER__PORT and neuron_server__port are both set, and"
                                + " differ; keep one of them");
    }

    @Test
    void maySayTheSameTwice() {
        assertThat(
                        good(Map.of("NEURON_SERVER__PORT", "1", "neuron_server__port", "1"))
                                .server()
                                .port())
                .isEqualTo(1);
    }

    @Test
    void isTheLaunchersWithoutALevel() {
        SettingsReader.Outcome outcome =
                load(
                        Map.of(
                                "NEURON_JAVA_HOME", "/opt/java",
                                "NEURON_OPTS", "-Xmx1g",
                                "NEURON__PORT", "1",
                                "NEURONS_SERVER__PORT", "1",
                                "PATH", "/bin"));

        assertThat(outcome.warnings()).isEmpty();
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
    }

    @Test
    void isWarnedOfWithTheNearestVariable() {
        assertThat(
                        load(Map.of(
                                        "NEURON_SERVER__PROT", "1",
                                        "neuron_api__rate_limit__max_requests", "secret"))
                                .warnings())
                .containsExactly(
                        "NEURON_SERVER__PROT: unknown key; did you mean NEURON_SERVER__PORT?",
                        "neuron_api__rate_limit__max_requests: unknown key; did you mean"
                                + " NEURON_API__RATELIMIT__MAXREQUESTS?");
    }

    private Settings good(Map<String, String> environment) {
        SettingsReader.Outcome outcome = load(environment);
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        return ((SettingsReader.Outcome.Good) outcome).settings();
    }

    private List<String> faults(Map<String, String> environment) {
        SettingsReader.Outcome outcome = load(environment);
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Faulty.class);
        return ((SettingsReader.Outcome.Faulty) outcome).faults();
    }

    private SettingsReader.Outcome load(Map<String, String> environment) {
        return ConfigFile.load(Optional.of(file), folder, environment);
    }
}
