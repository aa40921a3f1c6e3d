package org.careagent.neuron.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The catalogue: nothing is missing from it, and nothing in it is left unread.
final class KeysTest {
    private static final String ORGANIZATION =
            "organization: {npi: \"1234567893\", name: Test Practice}\n";

    @TempDir private Path folder;

    static List<Key<?>> keys() {
        return Keys.all();
    }

    @Test
    void areAllListedOnce() {
        long declared =
                Arrays.stream(Keys.class.getDeclaredFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .filter(field -> field.getType().equals(Key.class))
                        .count();

        assertThat(Keys.all()).hasSize(Math.toIntExact(declared));
        assertThat(Keys.all()).extracting(Key::path).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void areRead(Key<?> key) throws IOException {
        String wrongForm = key.rule().form() == Rule.Form.LIST ? "x" : "{x: y}";
        String said =
                key.rule().form() == Rule.Form.LIST
                        ? "must be a list of texts"
                        : "must be a single value";

        assertThat(faults(key, wrongForm)).contains(key.pointer() + ": " + said);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void areHeldToTheirRules(Key<?> key) throws IOException {
        String unseen = key.rule().form() == Rule.Form.LIST ? "[\"\\0\"]" : "\"\\0\"";

        assertThat(faults(key, unseen))
                .anySatisfy(line ->
                        assertThat(line).startsWith(key.pointer() + ": " + key.rule().text()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void saySomethingToAnAdministrator(Key<?> key) {
        assertThat(key.meaning()).endsWith(".").hasSizeGreaterThan(10);
        assertThat(key.rule().text()).startsWith("must ");
        assertThat(key.variable()).matches("NEURON_[A-Z]+(__[A-Z]+)+");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    server: {prot: 1}                    | /server/prot: unknown key; did you mean /server/port?
                    server: {Port: 1}                    | /server/Port: unknown key; did you mean /server/port?
                    Server: {PORT: 1}                    | /Server/PORT: unknown key; did you mean /server/port?
                    websocket: {maxPayload: {bytes: 1}}  | /websocket/maxPayload/bytes: unknown key; did you mean /websocket/maxPayloadBytes?
                    heartbeat: {interval: [1]}           | /heartbeat/interval: unknown key; did you mean /heartbeat/intervalMs?
                    organisation: {}                     | /organisation: unknown key; did you mean /organization/npi?
                    api: {ratelimit: {windowMs: 1}}      | /api/ratelimit/windowMs: unknown key; did you mean /api/rateLimit/windowMs?
                    node: {"id\\u202e": 1}               | /node/id\\u202e: unknown key; did you mean /node/id?
                    """)
    void areTheNearestToOneThatNobodyKnows(String yaml, String warning) throws IOException {
        SettingsReader.Outcome outcome = load(ORGANIZATION + yaml);

        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        assertThat(outcome.warnings()).containsExactly(warning);
    }

    @Test
    void areMissedWithOneLineEach() throws IOException {
        assertThat(load(ORGANIZATION + "a: 1\nb: {c: 2, d: {e: 3, f: []}}\n'': 7").warnings())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("/a", "/b/c", "/b/d/e", "/b/d/f");
    }

    @Test
    void areMissedBesideAllThatIsFaulty() throws IOException {
        SettingsReader.Outcome outcome =
                load("organisation: {npi: 1234567893}\norganization: {name: A}");

        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Faulty.class);
        assertThat(outcome.warnings())
                .containsExactly("/organisation/npi: unknown key; did you mean /organization/npi?");
    }

    @Test
    void holdAllThatAnOlderNeuronKnew() throws IOException {
        Path file = folder.resolve("neuron.config.json");
        try (InputStream older =
                Objects.requireNonNull(
                        KeysTest.class.getResourceAsStream("older-neuron.config.json"))) {
            Files.copy(older, file);
        }

        SettingsReader.Outcome outcome = ConfigFile.load(Optional.of(file), folder, Map.of());

        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        assertThat(outcome.warnings()).isEmpty();
        assertThat(((SettingsReader.Outcome.Good) outcome).settings().handshake().authTimeout())
                .hasSeconds(10);
    }

    @Test
    void mayPointToAFileWithASecret() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "correct horse\r\nbattery\n");

        Settings settings =
                ((SettingsReader.Outcome.Good)
                                load(
                                        ORGANIZATION
                                                + "storage: {passwordFile: '%s'}\n"
                                                        .formatted(secret)
                                                + "server: {tls: {keyStore: a, passwordFile: '%s'}}"
                                                        .formatted(secret)))
                        .settings();

        assertThat(settings.storage().password()).contains(new Secret("correct horse"));
        assertThat(settings.server().tls())
                .contains(
                        new Settings.Tls.KeyStore(
                                Path.of("a"), Optional.of(new Secret("correct horse"))));
        assertThat(settings.toString()).doesNotContain("horse");
    }

    @Test
    void pointToNoFileWithASecretBesideTheSecret() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "correct horse");

        assertThat(faults("storage: {password: staple, passwordFile: '%s'}".formatted(secret)))
                .containsExactly(
                        "/storage/passwordFile: must not be set together with storage.password");
    }

    @Test
    void pointToNoFileWithoutASecret() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\nsecond line");

        assertThat(faults("storage: {passwordFile: '%s'}".formatted(empty)))
                .singleElement()
                .asString()
                .startsWith("/storage/passwordFile: must be the path of a file that can be read")
                .doesNotContain("second line");
    }

    private List<String> faults(Key<?> key, String value) throws IOException {
        String path = key.path();
        String yaml =
                "%s: %s%s"
                        .formatted(
                                path.replace(".", ": {"),
                                value,
                                path.replaceAll("[^.]", "").replace('.', '}'));
        String start = key.section().equals("organization") ? "" : ORGANIZATION;
        return faultsOf(load(start + yaml));
    }

    private List<String> faults(String yaml) throws IOException {
        return faultsOf(load(ORGANIZATION + yaml));
    }

    private static List<String> faultsOf(SettingsReader.Outcome outcome) {
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Faulty.class);
        return ((SettingsReader.Outcome.Faulty) outcome).faults();
    }

    private SettingsReader.Outcome load(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("neuron.yaml"), yaml);
        return ConfigFile.load(Optional.of(file), folder, Map.of());
    }
}
