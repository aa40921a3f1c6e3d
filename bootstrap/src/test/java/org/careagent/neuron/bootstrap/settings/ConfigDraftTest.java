package org.careagent.neuron.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.domain.provider.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

final class ConfigDraftTest {
    private static final List<String> FILES = List.of("clinic.yaml", "clinic.yml", "clinic.json");

    @TempDir private Path folder;

    static Stream<String> names() {
        return Stream.concat(
                Stream.of(
                        "O'Brien: \"A & B\" # 1",
                        "yes",
                        "null",
                        "~",
                        "1e3",
                        "0x1F",
                        "2026-01-31",
                        "- a",
                        "{a: b}",
                        "*a &b !c %d @e `f`",
                        "C:\\clinic\\n",
                        " with blanks at both ends ",
                        "${HOME} $HOME %{x}",
                        "a: b: c",
                        "---",
                        "\u00dcn\u00efc\u00f6de \u5317\u4eac \ud83c\udfe5",
                        "\u00a0a",
                        "</script>",
                        "a,b"),
                randomNames());
    }

    // What YAML and JSON are written with, and some of all else.
    private static Stream<String> randomNames() {
        Random random = new Random(3);
        String special = " '\"\\#:,-?[]{}&*!|>%@`=~$/.0123456789abcntruexNTY<+\u00e4\u00a0\u2019";
        return Stream.generate(() -> name(random, special)).filter(Provider::isText).limit(300);
    }

    private static String name(Random random, String special) {
        StringBuilder name = new StringBuilder();
        IntStream.range(0, 1 + random.nextInt(12))
                .map(_ ->
                        random.nextInt(10) > 0
                                ? special.charAt(random.nextInt(special.length()))
                                : random.nextInt(Character.MAX_CODE_POINT))
                .filter(Character::isDefined)
                .forEach(name::appendCodePoint);
        return name.toString();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReadBackAsItWasMeant(String name) throws IOException {
        for (String file : FILES) {
            assertThat(read(folder.resolve(file), draft(Map.of(Keys.ORGANIZATION_NAME, name))))
                    .as(file)
                    .isEqualTo(
                            SettingsReader.presetBut(
                                    Map.of(
                                            "organization.npi",
                                            "1234567893",
                                            "organization.name",
                                            name)));
        }
    }

    @Test
    void setsWhatIsSet() throws IOException {
        ConfigDraft draft =
                draft(
                        Map.of(
                                Keys.ORGANIZATION_TYPE,
                                "pharmacy",
                                Keys.SERVER_PORT,
                                "8.08e3",
                                Keys.STORAGE_PATH,
                                "/srv/a: b/neuron.db",
                                Keys.AUDIT_PATH,
                                "/srv/a: b/audit.jsonl",
                                Keys.AXON_ENDPOINT_URL,
                                "https://neuron.clinic.example"));

        for (String file : FILES) {
            Settings settings = read(folder.resolve(file), draft);
            assertThat(settings.organization().type()).isEqualTo("pharmacy");
            assertThat(settings.server().port()).isEqualTo(8080);
            assertThat(settings.storage().path()).isEqualTo(Path.of("/srv/a: b/neuron.db"));
            assertThat(settings.audit().path()).isEqualTo(Path.of("/srv/a: b/audit.jsonl"));
            assertThat(settings.axon().endpoint())
                    .hasValueSatisfying(endpoint ->
                            assertThat(endpoint.uri()).isEqualTo("https://neuron.clinic.example"));
        }
    }

    @Test
    void isGoodWithEveryCommentTakenAwayAsItTellsTo() throws IOException {
        Path file = folder.resolve("clinic.yaml");
        String yaml = draft(Map.of(Keys.ORGANIZATION_NAME, "Test")).textFor(file);
        String opened = yaml.replaceAll("(?m)^  # ([A-Za-z]+: (\"|\\[|[0-9]))", "  $1");
        assertThat(opened.lines().filter(line -> line.matches("  [a-zA-Z].*"))).hasSize(10);
        Files.writeString(file, opened);

        SettingsReader.Outcome outcome =
                ConfigFile.load(
                        Optional.of(file), folder, Map.of("NEURON_SERVER__HOST", "127.0.0.1"));

        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        assertThat(outcome.warnings()).isEmpty();
    }

    @Test
    void fitsAScreenInWidth() {
        assertThat(draft(Map.of()).textFor(Path.of("a.yaml")).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinic.yaml", "clinic.json"})
    void saysTheSameBeforeItIsWritten(String name) throws IOException {
        Path file = folder.resolve(name);
        String text = draft(Map.of(Keys.ORGANIZATION_NAME, "Test")).textFor(file);
        Map<String, String> environment = Map.of("NEURON_SERVER__PORT", "70000", "NEURON_A__B", "");

        SettingsReader.Outcome before = ConfigFile.loadIfItHeld(file, text, environment);
        Files.writeString(file, text);

        assertThat(before).isInstanceOf(SettingsReader.Outcome.Faulty.class);
        assertThat(before).isEqualTo(ConfigFile.load(Optional.of(file), folder, environment));
    }

    @Test
    void takesNoKeyThatItWouldNotWrite() {
        assertThatThrownBy(() -> draft(Map.of(Keys.NODE_ID, "a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ConfigDraft draft(Map<Key<?>, String> values) {
        Map<Key<?>, String> all = new HashMap<>(Map.of(Keys.ORGANIZATION_NPI, "1234567893"));
        all.put(Keys.ORGANIZATION_NAME, "Test");
        all.putAll(values);
        return new ConfigDraft(all);
    }

    private static Settings read(Path file, ConfigDraft draft) throws IOException {
        Files.writeString(file, draft.textFor(file));
        SettingsReader.Outcome outcome = ConfigFile.load(Optional.of(file), file, Map.of());
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        assertThat(outcome.warnings()).isEmpty();
        return ((SettingsReader.Outcome.Good) outcome).settings();
    }
}
