package org.careagent.neuron.bootstrap.settings;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the one configuration file and reads it.
public final class ConfigFile {
    private static final List<String> NAMES =
            List.of("neuron.config.json", "neuron.yaml", "neuron.yml");

    private ConfigFile() {}

    /// Reads the settings from `named`, else from the first of `neuron.config.json`, `neuron.yaml`
    /// and `neuron.yml` in `folder`.
    public static SettingsReader.Outcome load(Optional<Path> named, Path folder) {
        Optional<Path> file = named.or(() -> inFolder(folder));
        if (file.isEmpty()) {
            return faulty(
                    "no configuration: none of "
                            + String.join(", ", NAMES)
                            + " is in "
                            + folder.toAbsolutePath().normalize()
                            + "; name one with --config");
        }
        if (!Files.isReadable(file.get()) || !Files.isRegularFile(file.get())) {
            return faulty("no configuration: cannot read the file " + file.get());
        }
        try {
            return SettingsReader.read(parse(file.get()));
        } catch (ConfigException e) {
            return faulty(file.get() + " is not valid YAML or JSON: " + firstLine(e));
        }
    }

    private static Optional<Path> inFolder(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::exists).findFirst();
    }

    // JSON is YAML, so one parser reads both.
    private static Config parse(Path file) {
        return Config.builder(ConfigSources.file(file).mediaType(MediaTypes.APPLICATION_YAML))
                .disableEnvironmentVariablesSource()
                .disableSystemPropertiesSource()
                .build();
    }

    private static SettingsReader.Outcome faulty(String fault) {
        return new SettingsReader.Outcome.Faulty(List.of(fault));
    }

    private static String firstLine(Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .reduce((_, cause) -> cause)
                .map(Throwable::getMessage)
                .flatMap(message -> message.lines().findFirst())
                .orElse("it cannot be parsed");
    }
}
