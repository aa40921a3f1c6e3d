package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.settings.ConfigFile;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/// `--config FILE`, which every command takes.
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "The configuration; else neuron.config.json, neuron.yaml or neuron.yml in the"
                            + " working directory.")
    private Optional<Path> file = Optional.empty();

    /// The settings.
    ///
    /// @throws CommandFailure with every fault, if there is one
    Settings load() {
        return switch (ConfigFile.load(file, Path.of(""))) {
            case SettingsReader.Outcome.Good(Settings settings) -> settings;
            case SettingsReader.Outcome.Faulty(var faults) ->
                    throw new CommandFailure(ExitStatus.CONFIGURATION, faults);
        };
    }
}
