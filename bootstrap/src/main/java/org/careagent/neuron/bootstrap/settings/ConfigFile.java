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

    /// The file that the settings are read from: `named`, else the first of `neuron.config.json`,
    /// `neuron.yaml` and `neuron.yml` that is in `folder`. Whether it can be read is not asked.
    public static Optional<Path> find(Optional<Path> named, Path folder) {
        return named.or(() -> inFolder(folder));
    }

    /// Reads the settings from the file that is found; what `environment` says has precedence.
    ///
    /// @param environment the variables of the process; those that are no configuration have no say
    public static SettingsReader.Outcome load(
            Optional<Path> named, Path folder, Map<String, String> environment) {
        Optional<Path> file = find(named, folder);
        if (file.isEmpty()) {
            return faulty(
                    "no configuration: none of "
                            + String.join(", ", NAMES)
                            + " is in "
                            + folder.toAbsolutePath().normalize()
                            + "; make one with neuron init, or name one with --config");
        }
        if (!Files.isReadable(file.get()) || !Files.isRegularFile(file.get())) {
            return faulty("no configuration: cannot read the file " + file.get());
        }
        return read(file.get(), () -> source(file.get()), environment);
    }

    /// What [#load] would read from `file` if it held `content`.
    public static SettingsReader.Outcome loadIfItHeld(
            Path file, String content, Map<String, String> environment) {
        return read(
                file,
                () ->
                        ConfigSources.create(
                                isJson(file)
                                        ? normalized(JSON.readValue(content, JsonNode.class))
                                        : content,
                                MediaTypes.APPLICATION_YAML),
                environment);
    }

    /// Whether `file` is taken for JSON; every other is for YAML.
    public static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }

    /// Whether `file` is looked for in the folder that it is in, without being named.
    public static boolean isLookedFor(Path file) {
        return NAMES.stream().anyMatch(file.toAbsolutePath().normalize()::endsWith);
    }

    /// The files beside `file` that are looked for as well as it is: one of them would hide the
    /// other.
    public static List<Path> rivalsOf(Path file) {
        return isLookedFor(file)
                ? NAMES.stream()
                        .map(file::resolveSibling)
                        .filter(each -> !each.equals(file) && Files.exists(each))
                        .toList()
                : List.of();
    }

    private static SettingsReader.Outcome read(
            Path file,
            Supplier<Supplier<? extends ConfigSource>> source,
            Map<String, String> environment) {
        try {
            return SettingsReader.read(source.get(), Environment.of(environment));
        } catch (ConfigException | JacksonException e) {
            return faulty(file + " is not valid YAML or JSON: " + SyntaxFault.of(e));
        }
    }

    private static Optional<Path> inFolder(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::exists).findFirst();
    }

    // The YAML parser reads JSON as well, but not all of it: it knows no `\/`. So JSON is spelled
    // anew before.
    private static Supplier<? extends ConfigSource> source(Path file) {
        return isJson(file)
                ? ConfigSources.create(
                        normalized(JSON.readValue(file, JsonNode.class)),
                        MediaTypes.APPLICATION_YAML)
                : ConfigSources.file(file).mediaType(MediaTypes.APPLICATION_YAML);
    }

    private static String normalized(JsonNode json) {
        if (json instanceof ObjectNode settings) {
            return settings.toString();
        }
        throw new ConfigException("it is not a JSON object");
    }

    private static SettingsReader.Outcome faulty(String fault) {
        return new SettingsReader.Outcome.Faulty(List.of(fault), List.of());
    }
}
