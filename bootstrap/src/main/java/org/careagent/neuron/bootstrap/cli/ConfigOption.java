package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.settings.ConfigFile;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/// What comes of `--config FILE`, which every command takes: [NeuronCommand] has it for all of
/// them.
@Command // picocli wants options in a mixin, or this
final class ConfigOption {
    private static final Path WORKING_DIRECTORY = Path.of("");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /// The configuration that was named.
    Optional<Path> file() {
        return NeuronCommand.of(spec.commandLine().getCommandSpec()).config();
    }

    /// The settings. What is odd about them is said on standard error.
    ///
    /// @throws CommandFailure with every fault, if there is one
    Settings load() {
        return accept(read());
    }

    /// As [#load], of what was read otherwise.
    Settings accept(SettingsReader.Outcome outcome) {
        outcome.warnings().forEach(this::warn);
        return switch (outcome) {
            case SettingsReader.Outcome.Good good -> good.settings();
            case SettingsReader.Outcome.Faulty faulty ->
                    throw new CommandFailure(ExitStatus.CONFIGURATION, faulty.faults());
        };
    }

    /// What becomes of the configuration, for who goes on with a faulty one too.
    SettingsReader.Outcome read() {
        return ConfigFile.load(file(), WORKING_DIRECTORY, System.getenv());
    }

    /// The file that it is read from, if there is one.
    Optional<Path> path() {
        return ConfigFile.find(file(), WORKING_DIRECTORY);
    }

    /// Says what is odd.
    void warn(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("neuron: warning: " + line);
        err.flush();
    }
}
