package org.careagent.neuron.bootstrap.settings;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import io.helidon.config.spi.ConfigSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Makes [Settings] of a configuration, or says everything that is wrong with it at once.
public final class SettingsReader {
    private SettingsReader() {}

    /// What became of a configuration.
    public sealed interface Outcome {
        /// What is odd about it and no fault, one line a key.
        List<String> warnings();

        /// Every field is within its rule.
        record Good(Settings settings, List<String> warnings) implements Outcome {}

        /// Some fields are not.
        ///
        /// @param faults one line a field
        record Faulty(List<String> faults, List<String> warnings) implements Outcome {}
    }

    /// Settings of the program's own making.
    ///
    /// @param values by the paths of their keys; all else is preset
    /// @throws IllegalArgumentException if they are faulty
    public static Settings presetBut(Map<String, String> values) {
        Outcome outcome = read(ConfigSources.empty(), Environment.ofPaths(values));
        return switch (outcome) {
            case Outcome.Good(Settings settings, List<String> warnings) when warnings.isEmpty() ->
                    settings;
            case Outcome.Good _, Outcome.Faulty _ ->
                    throw new IllegalArgumentException(outcome.toString());
        };
    }

    static Outcome read(Supplier<? extends ConfigSource> file, Environment environment) {
        Config config = config(file, environment);
        List<String> warnings =
                Stream.of(environment.warnings(), UnknownKeys.warnings(config))
                        .flatMap(List::stream)
                        .toList();
        FieldReader fields = new FieldReader(config, environment);
        Optional<Settings> settings = new SectionsReader(fields).settings();
        List<String> faults = fields.faults();
        return settings.isPresent() && faults.isEmpty()
                ? new Outcome.Good(settings.get(), warnings)
                : new Outcome.Faulty(faults, warnings);
    }

    private static Config config(Supplier<? extends ConfigSource> file, Environment environment) {
        try {
            return Config.builder(ConfigSources.create(environment.values()), file)
                    .disableEnvironmentVariablesSource()
                    .disableSystemPropertiesSource()
                    .disableKeyResolving()
                    .disableValueResolving()
                    .build();
        } catch (IllegalStateException _) {
            // Its message would show values.
            throw new ConfigException("a key in it has no name");
        }
    }
}
