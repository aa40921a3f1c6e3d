package org.careagent.neuron.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class ConfigFileTest {
    @TempDir private Path folder;

    @Test
    void saysWhichFilesItHasLookedForWhenThereIsNone() {
        assertThat(faults(Optional.empty()))
                .containsExactly(
                        "no configuration: none of neuron.config.json, neuron.yaml, neuron.yml is in "
                                + folder
                                + "; make one with neuron init, or name one with --config");
    }

    @Test
    void looksForJsonFirstThenYamlThenYml() throws IOException {
        var _ = write("neuron.yml", yaml("yml"));
        assertThat(nameFound(Optional.empty())).isEqualTo("yml");
        var _ = write("neuron.yaml", yaml("yaml"));
        assertThat(nameFound(Optional.empty())).isEqualTo("yaml");
        var _ =
                write(
                        "neuron.config.json",
                        "{\"organization\": {\"npi\": \"1234567893\", \"name\": \"json\"}}");
        assertThat(nameFound(Optional.empty())).isEqualTo("json");
    }

    @Test
    void readsTheNamedFileAndNoOther() throws IOException {
        var _ = write("neuron.yaml", yaml("found"));

        assertThat(nameFound(Optional.of(write("clinic.conf", yaml("named"))))).isEqualTo("named");
    }

    @Test
    void doesNotFallBackOnAnotherWhenTheNamedFileIsMissing() throws IOException {
        var _ = write("neuron.yaml", yaml("found"));
        Path missing = folder.resolve("clinic.yaml");

        assertThat(faults(Optional.of(missing)))
                .containsExactly("no configuration: cannot read the file " + missing);
    }

    @Test
    void readsNoFolder() {
        assertThat(faults(Optional.of(folder)))
                .containsExactly("no configuration: cannot read the file " + folder);
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "neuron.config.json | {\"organization\": {\"npi\": ",
                "neuron.config.json | {\"organization\" \"npi\"}",
                "neuron.config.json | ``",
                "neuron.config.json | []",
                "neuron.config.json | 7",
                "neuron.config.json | null",
                "neuron.config.json | {} {}",
                "neuron.yaml        | organization: {npi",
                "neuron.yaml        | `organization:\n\tnpi: 1`",
                "neuron.yaml        | a: b: c",
                "neuron.yaml        | [a, b]",
                "neuron.yaml        | just words",
                "neuron.yaml        | `a: 1\n---\nb: 2`",
                "neuron.yaml        | a: *nobody",
                "neuron.yaml        | `a: {'': 1}`",
                "neuron.yaml        | a: !!java.io.File [b]"
            })
    void namesTheFileThatIsNeitherYamlNorJson(String name, String content) throws IOException {
        Path file = write(name, content);

        assertThat(faults(Optional.of(file)))
                .singleElement()
                .asString()
                .startsWith(file + " is not valid YAML or JSON: ")
                .hasLineCount(1)
                .doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "neuron.config.json | `{\n\"a\": nobody}`   | 2",
                "neuron.yaml        | `a:\n  b: \"1\n`      | 3",
                "neuron.yaml        | `a:\n  b: 1\n   c: 2` | 3"
            })
    void saysWhereItIsNeitherYamlNorJson(String name, String content, int line) throws IOException {
        Path file = write(name, content);

        assertThat(faults(Optional.of(file)))
                .singleElement()
                .asString()
                .contains(": look at line " + line + ", column ")
                .endsWith(", and above");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "neuron.config.json | {\"storage\": {\"password\": hunter2}}",
                "neuron.config.json | {\"storage\": {\"password\": \"hunter2}}",
                "neuron.config.json | {\"storage\": {\"password\": \"\\hunter2\"}}",
                "neuron.yaml        | `storage: {password: *hunter2}`",
                "neuron.yaml        | `storage: {password: !hunter2 x}`",
                "neuron.yaml        | `storage: {password: \"hunter2}`",
                "neuron.yaml        | `storage: {password: @hunter2}`",
                "neuron.yaml        | `storage: {password: [hunter2}`"
            })
    void repeatsNothingOfWhatItCannotRead(String name, String content) throws IOException {
        assertThat(faults(Optional.of(write(name, content))))
                .singleElement()
                .asString()
                .contains(" is not valid YAML or JSON: ")
                .doesNotContain("hunter2");
    }

    @Test
    void namesTheFileThatIsNoText() throws IOException {
        Path file = Files.write(folder.resolve("neuron.yaml"), new byte[] {(byte) 0xff, 0, 1, 2});

        assertThat(faults(Optional.of(file)))
                .singleElement()
                .asString()
                .startsWith(file + " is not valid YAML or JSON: ");
    }

    private String nameFound(Optional<Path> named) {
        SettingsReader.Outcome outcome = ConfigFile.load(named, folder, Map.of());
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        return ((SettingsReader.Outcome.Good) outcome).settings().organization().name();
    }

    private List<String> faults(Optional<Path> named) {
        SettingsReader.Outcome outcome = ConfigFile.load(named, folder, Map.of());
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Faulty.class);
        return ((SettingsReader.Outcome.Faulty) outcome).faults();
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String yaml(String name) {
        return "organization: {npi: '1234567893', name: " + name + "}";
    }
}
