package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@Timeout(60)
final class CompletionCommandTest {
    private static final String ASK =
            """
            source "$1"
            compopt() { :; }  # works at a prompt only
            COMP_LINE=$2
            COMP_WORDS=($2)
            [[ $2 == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _complete_neuron
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir private Path folder;

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    neuron prov                     | provider
                    neuron in                       | init
                    `neuron provider `              | add list remove
                    neuron provider add --na        | --name
                    neuron provider add --conf      | --config
                    neuron completion z             | zsh
                    neuron start --config cli       | clinic.yaml
                    neuron init --output cli        | clinic.yaml
                    """)
    void completesWhatIsTypedInBash(String typed, String completed)
            throws IOException, InterruptedException {
        assumeTrue(isThere("bash"), "there is no bash");
        Files.writeString(folder.resolve("clinic.yaml"), "");

        assertThat(run("bash", "-c", ASK, "bash", script().toString(), typed))
                .containsExactlyInAnyOrder(completed.split(" ", -1));
    }

    @Test
    void isLoadedByZsh() throws IOException, InterruptedException {
        assumeTrue(isThere("zsh"), "there is no zsh");

        assertThat(
                        run(
                                "zsh",
                                "-f",
                                "-c",
                                "source $1 && print ${_comps[neuron]}",
                                "zsh",
                                script().toString()))
                .singleElement()
                .asString()
                .contains("_complete_neuron");
    }

    @Test
    void turnsOnTheCompletionOfBashInZsh() {
        assertThat(Said.by("completion", "zsh").out())
                .anyMatch(line -> line.contains("autoload -U +X compinit && compinit"))
                .anyMatch(line -> line.contains("autoload -U +X bashcompinit && bashcompinit"));
        assertThat(Said.by("completion", "zsh")).isEqualTo(Said.by("completion", "bash"));
        assertThat(Said.by("completion")).isEqualTo(Said.by("completion", "bash"));
    }

    @Test
    void saysWhoHasMadeItAndNothingOfHowOthersAreInstalled() {
        assertThat(Said.by("completion").out())
                .startsWith("# Completion of neuron for bash and zsh, made by: neuron completion")
                .noneMatch(line -> line.contains("picocli.info"))
                .noneMatch(line -> line.contains("YOUR_APP_HOME"));
    }

    @Test
    void knowsNoOtherShell() {
        assertThat(Said.by("completion", "fish").status()).isEqualTo(2);
    }

    private Path script() throws IOException {
        return Files.write(folder.resolve("completion.sh"), Said.by("completion").out());
    }

    private List<String> run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    private static boolean isThere(String shell) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(each -> Files.isExecutable(Path.of(each, shell)));
    }
}
