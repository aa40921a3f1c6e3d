package org.careagent.neuron.bootstrap.settings;

import io.helidon.config.Config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads single fields, each by its [Key], and keeps a list of what is wrong with them: one line a
/// field, with its JSON pointer, what is allowed, and what stands there.
///
/// A field that is wrong yields its preset, so that reading goes on and finds the next fault; no
/// settings are made of it in the end.
final class FieldReader {
    private final Config config;
    private final Environment environment;
    private final List<String> faults = new ArrayList<>();
    private final List<String> withoutEffect = new ArrayList<>();

    FieldReader(Config config, Environment environment) {
        this.config = config;
        this.environment = environment;
        faults.addAll(environment.faults());
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /// The keys that are set to something, which comes to nothing in this version.
    List<String> withoutEffect() {
        return List.copyOf(withoutEffect);
    }

    /// Notes what is wrong with a key in the light of others.
    void fault(Key<?> key, String what) {
        faults.add(key.pointer() + ": " + what);
    }

    /// Whether something stands at `key`.
    boolean isSet(Key<?> key) {
        return config.get(key.path()).exists();
    }

    /// Notes it if a value stands where a section is due: else all that was meant to be in there
    /// would be taken from the presets, and nobody would know.
    void section(String path) {
        Config node = config.get(path);
        boolean holdsValue = node.type() == Config.Type.LIST || node.hasValue();
        if (node.exists() && holdsValue && !isEmpty(node)) {
            faults.add("/" + path.replace('.', '/') + ": must be a section");
        }
    }

    // `server:` with nothing after it
    private static boolean isEmpty(Config node) {
        return node.type() != Config.Type.LIST && node.asString().orElse("").isEmpty();
    }

    /// What stands at `key`, or its preset.
    <T> T read(Key<T> key) {
        if (!isSet(key)) {
            if (key.need() == Key.Need.REQUIRED) {
                fault(key, "is missing; " + key.rule().text());
            }
            return key.preset();
        }
        return values(key).flatMap(values -> parsed(key, values)).orElse(key.preset());
    }

    private Optional<List<String>> values(Key<?> key) {
        Config node = config.get(key.path());
        if (environment.origin(key.path()).isPresent()) {
            return node.asString().asOptional().map(key.rule()::split);
        }
        return switch (key.rule().form()) {
            case SINGLE, SECRET -> single(key, node);
            case LIST -> list(key, node);
        };
    }

    private Optional<List<String>> single(Key<?> key, Config node) {
        if (!node.isLeaf()) {
            fault(key, "must be a single value");
        }
        return node.isLeaf() ? node.asString().asOptional().map(List::of) : Optional.empty();
    }

    private Optional<List<String>> list(Key<?> key, Config node) {
        // Helidon throws when a single value is asked for its items.
        boolean isList =
                node.type() == Config.Type.LIST && items(node).stream().allMatch(Config::isLeaf);
        if (!isList) {
            fault(key, "must be a list of texts");
            return Optional.empty();
        }
        return Optional.of(items(node).stream().map(item -> item.asString().orElse("")).toList());
    }

    private static List<Config> items(Config list) {
        return list.asNodeList().orElse(List.of());
    }

    private <T> Optional<T> parsed(Key<T> key, List<String> values) {
        Optional<T> parsed = key.rule().parse(values);
        if (parsed.isEmpty()) {
            fault(key, key.rule().refusal(values) + from(key));
        }
        if (key.effect() == Key.Effect.NOT_YET && !parsed.equals(Optional.of(key.preset()))) {
            withoutEffect.add(key.path());
        }
        return parsed;
    }

    private String from(Key<?> key) {
        return environment
                .origin(key.path())
                .map(name -> " (from " + Visible.text(name) + ")")
                .orElse("");
    }
}
