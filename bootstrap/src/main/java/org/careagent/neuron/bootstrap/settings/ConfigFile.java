package org.careagent.neuron.bootstrap.settings;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import io.helidon.config.spi.ConfigSource;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Finds the one configuration file and reads it.
public final class ConfigFile {
    private static final List<String> NAMES =
            List.of("neuron.config.json", "neuron.yaml", "neuron.yml");

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    private ConfigFile() {}

    /// Reads the settings from `named`, else from the first of `neuron.config.json`, `neuron.yaml`
    /// and `neuron.yml` in `folder`; what `environment` says has precedence.
    ///
    /// @param environment the variables of the process; those that are no configuration have no say
    public static SettingsReader.Outcome load(
            Optional<Path> named, Path folder, Map<String, String> environment) {
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
            return SettingsReader.read(source(file.get()), Environment.of(environment));
        } catch (ConfigException | JacksonException e) {
            return faulty(file.get() + " is not valid YAML or JSON: " + firstLine(e));
        }
    }

    private static Optional<Path> inFolder(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::exists).findFirst();
    }

    // The YAML parser reads JSON as well, but not all of it: it knows no `\/`. So JSON is spelled
    // anew before.
    private static Supplier<? extends ConfigSource> source(Path file) {
        return file.toString().endsWith(".json")
                ? ConfigSources.create(normalized(file), MediaTypes.APPLICATION_YAML)
                : ConfigSources.file(file).mediaType(MediaTypes.APPLICATION_YAML);
    }

    private static String normalized(Path file) {
        if (JSON.readValue(file, JsonNode.class) instanceof ObjectNode settings) {
            return settings.toString();
        }
        throw new ConfigException("it is not a JSON object");
    }

    private static SettingsReader.Outcome faulty(String fault) {
        return new SettingsReader.Outcome.Faulty(List.of(fault), List.of());
    }

    private static String firstLine(Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .reduce((_, cause) -> cause)
                .map(Throwable::getMessage)
                .flatMap(message -> message.lines().findFirst())
                .orElse("it cannot be parsed");
    }
}
