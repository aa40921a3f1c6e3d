package org.careagent.neuron.bootstrap.settings;

import java.util.List;
import java.util.Optional;

/// One key of the configuration: all that there is to know of it (configuration specification, the
/// table).
///
/// @param path its place, `server.port`
/// @param rule what may stand there
/// @param preset what holds when nothing stands there
/// @param presetText the preset as one would write it, or words that say what it is; empty for none
/// @param meaning one sentence for an administrator
/// @param need whether it may be left out
/// @param effect what comes of it in this version
public record Key<T>(
        String path,
        Rule<T> rule,
        T preset,
        String presetText,
        String meaning,
        Need need,
        Effect effect) {
    /// Whether a key may be left out.
    public enum Need {
        /// A configuration without it is faulty.
        REQUIRED,
        /// Its preset holds then.
        OPTIONAL
    }

    /// What comes of a key in this version.
    public enum Effect {
        /// It is in force.
        NOW,
        /// It is read and held to its rule, and does nothing yet.
        NOT_YET
    }

    /// The section it stands in, `server`.
    public String section() {
        return path.substring(0, path.indexOf('.'));
    }

    /// Its JSON pointer, `/server/port`.
    public String pointer() {
        return "/" + path.replace('.', '/');
    }

    /// The variable of the environment that sets it, `NEURON_SERVER__PORT`.
    public String variable() {
        return Environment.variable(path);
    }

    /// What is wrong with `text` as its value: its rule, and what stands there; empty if nothing
    /// is.
    public Optional<String> fault(String text) {
        List<String> values = rule.split(text);
        return rule.parse(values).isPresent()
                ? Optional.empty()
                : Optional.of(rule.refusal(values));
    }

    Key<T> notYet() {
        return new Key<>(path, rule, preset, presetText, meaning, need, Effect.NOT_YET);
    }
}
