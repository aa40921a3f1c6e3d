package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.settings.ConfigFile;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/// `--config FILE`, which every command takes.
final class ConfigOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "The configuration; else neuron.config.json, neuron.yaml or neuron.yml in the"
                            + " working directory.")
    private Optional<Path> file = Optional.empty();

    /// The settings. What is odd about them is said on standard error.
    ///
    /// @throws CommandFailure with every fault, if there is one
    Settings load() {
        SettingsReader.Outcome outcome = ConfigFile.load(file, Path.of(""), System.getenv());
        PrintWriter err = spec.commandLine().getErr();
        outcome.warnings().forEach(line -> err.println("neuron: warning: " + line));
        err.flush();
        return switch (outcome) {
            case SettingsReader.Outcome.Good good -> good.settings();
            case SettingsReader.Outcome.Faulty faulty ->
                    throw new CommandFailure(ExitStatus.CONFIGURATION, faulty.faults());
        };
    }
}
