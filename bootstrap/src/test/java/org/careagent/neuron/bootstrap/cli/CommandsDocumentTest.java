package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// `docs/COMMANDS.md` says of every command that there is.
final class CommandsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/COMMANDS.md");
    private static final Path READER =
            Path.of(
                    "../adapters/inbound/control/src/main/java/org/careagent/neuron/adapters/inbound/control/RequestReader.java");
    private static String text = "";

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(DOCUMENT);
    }

    static Stream<String> commands() {
        return leaves(NeuronCommand.commandLine(Terminal.ofProcess()));
    }

    private static Stream<String> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command.getCommandSpec().qualifiedName())
                : command.getSubcommands().values().stream().flatMap(CommandsDocumentTest::leaves);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void namesTheCommand(String command) {
        assertThat(text).contains("`" + command);
    }

    @Test
    void namesEveryExitStatus() throws IllegalAccessException {
        for (Field status : ExitStatus.class.getFields()) {
            assertThat(text).contains("\n| " + status.getInt(null) + " | ");
        }
    }

    @Test
    void namesEveryTypeOfRequest() throws IOException {
        var types =
                Files.readString(READER)
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("case \""))
                        .map(line -> line.substring(6, line.indexOf('"', 6)))
                        .toList();

        assertThat(types)
                .hasSizeGreaterThan(10)
                .allSatisfy(type -> assertThat(text).contains("\n| `" + type + "` | "));
    }
}
