package org.careagent.neuron.bootstrap.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the environment says of the configuration: `NEURON_` and the path with `__` between levels,
/// in any case. A `NEURON_` variable without `__` is the launcher's.
final class Environment {
    private static final String PREFIX = "NEURON_";
    private static final String LEVEL = "__";

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /// Reads the variables of a process.
    static Environment of(Map<String, String> variables) {
        Environment environment = new Environment();
        new TreeMap<>(variables).forEach(environment::add);
        return environment;
    }

    /// Takes `values`, which are named by the paths of their keys, for an environment.
    static Environment ofPaths(Map<String, String> values) {
        Environment environment = new Environment();
        values.forEach((path, value) -> environment.add(variable(path), value));
        return environment;
    }

    /// The variable that sets the key `path`.
    static String variable(String path) {
        return PREFIX + path.replace(".", LEVEL).toUpperCase(Locale.ROOT);
    }

    /// The values by the paths of their keys.
    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /// The variable that the value at `path` comes from.
    Optional<String> origin(String path) {
        return Optional.ofNullable(names.get(path));
    }

    /// A line for each key that two variables disagree on.
    List<String> faults() {
        return List.copyOf(faults);
    }

    /// A line for each variable that nobody knows.
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void add(String name, String value) {
        if (isConfiguration(name)) {
            String path = name.substring(PREFIX.length()).replace(LEVEL, ".");
            Keys.named(path).ifPresentOrElse(key -> set(key, name, value), () -> warn(name, path));
        }
    }

    private static boolean isConfiguration(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                && name.indexOf(LEVEL, PREFIX.length()) > 0;
    }

    private void set(Key<?> key, String name, String value) {
        String other = values.putIfAbsent(key.path(), value);
        if (other == null) {
            names.put(key.path(), name);
        } else if (!other.equals(value)) {
            faults.add(
                    "%s: %s and %s are both set, and differ; keep one of them"
                            .formatted(key.pointer(), names.get(key.path()), name));
        }
    }

    private void warn(String name, String path) {
        warnings.add(
                Visible.text(name)
                        + ": unknown key; did you mean "
                        + UnknownKeys.nearest(path).variable()
                        + "?");
    }
}
