package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What holds for each and every command, however deep.
final class AllCommandsTest {
    static Stream<String> all() {
        return below(NeuronCommand.commandLine(Terminal.ofProcess()));
    }

    private static Stream<String> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command.getCommandSpec().qualifiedName()),
                command.getSubcommands().values().stream().flatMap(AllCommandsTest::below));
    }

    @ParameterizedTest
    @MethodSource("all")
    void haveHelpThatFitsAScreenWithAnExampleAndTheExitStatuses(String command) {
        Said help = said(command, "--help");

        assertThat(help.status()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .hasSizeLessThanOrEqualTo(24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .anyMatch(line -> line.startsWith("Example: " + command))
                .anyMatch(line -> line.startsWith("Exit status: 0 "))
                .first()
                .asString()
                .startsWith("Usage: " + command + " ");
    }

    @ParameterizedTest
    @MethodSource("all")
    void takeConfigAndDebugInAnyPlace(String command) {
        assertThat(said(command, "--config", "clinic.yaml", "--debug", "-h").status()).isZero();
        assertThat(said("neuron -c clinic.yaml --debug" + rest(command), "-h").status()).isZero();
        assertThat(said(command, "--help").out()).anyMatch(line -> line.contains("--config=FILE"));
        assertThat(said(command, "--help").out()).anyMatch(line -> line.contains("--debug"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void printNoEscapeCodesWhereThereIsNoTerminal(String command) {
        assertThat(said(command, "--help").out()).noneMatch(line -> line.contains("\u001b"));
        assertThat(said(command, "--wrong").err()).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void areListedInTheOrderInWhichANewcomerNeedsThem() {
        assertThat(
                        Said.by("--help").out().stream()
                                .filter(line -> line.matches("  [a-z].*"))
                                .map(line -> line.strip().replaceFirst(" .*", "")))
                .containsSubsequence(
                        "demo",
                        "init",
                        "start",
                        "stop",
                        "status",
                        "provider",
                        "relationship",
                        "patient",
                        "api-key",
                        "verify-audit",
                        "key",
                        "handshake",
                        "doctor",
                        "completion",
                        "version");
    }

    private static String rest(String command) {
        return command.substring("neuron".length());
    }

    private static Said said(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.removeFirst();
        words.addAll(List.of(more));
        return Said.by(words.toArray(String[]::new));
    }
}
