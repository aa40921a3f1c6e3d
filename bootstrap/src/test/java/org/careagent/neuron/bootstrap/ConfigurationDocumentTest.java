package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.bootstrap.settings.ConfigFile;
import org.careagent.neuron.bootstrap.settings.Key;
import org.careagent.neuron.bootstrap.settings.Keys;
import org.careagent.neuron.bootstrap.settings.Rule;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `docs/CONFIGURATION.md`: its prose is written by hand, its tables are made from the catalogue.
final class ConfigurationDocumentTest {
    private static final Path DOCUMENT =
            HandshakeDocumentTest.root().resolve("docs").resolve("CONFIGURATION.md");
    private static final Pattern TABLE =
            Pattern.compile("(?s)(<!-- keys of (\\w+) -->\n).*?(<!-- end -->)");
    private static final String TO_WRITE =
            "mvn -B verify -DskipITs -pl bootstrap -am -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dtest=ConfigurationDocumentTest -Dneuron.docs=write";

    @Test
    void hasTheTablesOfTheCatalogue() throws IOException {
        String written = Files.readString(DOCUMENT);
        String due = TABLE.matcher(written).replaceAll(ConfigurationDocumentTest::replacement);
        if (System.getProperty("neuron.docs", "").equals("write")) {
            Files.writeString(DOCUMENT, due);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("docs/CONFIGURATION.md; to write its tables anew: %s", TO_WRITE)
                .isEqualTo(due);
    }

    @Test
    void hasATableForEverySection() throws IOException {
        assertThat(TABLE.matcher(Files.readString(DOCUMENT)).results().map(table -> table.group(2)))
                .containsExactlyElementsOf(
                        Keys.all().stream().map(Key::section).distinct().toList());
    }

    @Test
    void givesTheSameExampleInYamlAndJsonAndItIsGood(@TempDir Path folder) throws IOException {
        Settings yaml = good(folder.resolve("neuron.yaml"), "yaml");
        Settings json = good(folder.resolve("neuron.config.json"), "json");

        assertThat(json).isEqualTo(yaml);
        assertThat(yaml.withoutEffect()).isEmpty();
    }

    private static Settings good(Path file, String language) throws IOException {
        String document = Files.readString(DOCUMENT);
        Matcher example = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(document);
        assertThat(example.find()).as("an example in %s", language).isTrue();
        SettingsReader.Outcome outcome =
                ConfigFile.load(
                        Optional.of(Files.writeString(file, example.group(1))),
                        file,
                        Map.of("NEURON_SERVER__HOST", "127.0.0.1"));
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        assertThat(outcome.warnings()).isEmpty();
        return ((SettingsReader.Outcome.Good) outcome).settings();
    }

    private static String replacement(MatchResult table) {
        return Matcher.quoteReplacement(table.group(1) + table(table.group(2)) + table.group(3));
    }

    private static String table(String section) {
        return Stream.concat(
                        Stream.of(
                                "| key | type | default | what it does, and its rule |",
                                "|---|---|---|---|"),
                        Keys.all().stream()
                                .filter(key -> key.section().equals(section))
                                .map(ConfigurationDocumentTest::row))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(Key<?> key) {
        return "| `%s` | %s | %s | %s%s %s |"
                .formatted(
                        key.path(),
                        key.rule().type(),
                        preset(key),
                        mark(key),
                        key.meaning(),
                        sentence(key.rule().text()));
    }

    private static String sentence(String rule) {
        return "M%s.".formatted(rule.substring(1).replace("*", "\\*"));
    }

    private static String preset(Key<?> key) {
        String text = key.presetText();
        if (key.rule().form() == Rule.Form.LIST) {
            return text.isEmpty()
                    ? "none"
                    : Arrays.stream(text.split(","))
                            .collect(Collectors.joining("\", \"", "`[\"", "\"]`"));
        }
        boolean isWords =
                text.contains(" ") || text.contains("`") || key.need() == Key.Need.REQUIRED;
        return text.isEmpty() ? "none" : isWords || text.equals("off") ? text : "`" + text + "`";
    }

    private static String mark(Key<?> key) {
        return switch (key.effect()) {
            case NOW -> "";
            case NOT_YET -> "*(not yet)* ";
        };
    }
}
