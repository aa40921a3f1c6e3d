package org.careagent.neuron.adapters.shared.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads the members of one object, each by a rule, and keeps what is wrong with them: all of it,
/// so that whoever sent the object need not mend it one fault at a time, and nothing of what was in
/// it.
public final class Members {
    private final ObjectNode object;
    private final List<String> faults = new ArrayList<>();

    /// @param object whose members are to be read
    public Members(ObjectNode object) {
        this.object = object;
    }

    /// Whether there is a member `name`.
    public boolean has(String name) {
        return object.has(name);
    }

    /// The string member `name` as `parser` reads it; empty, and a fault, if it is missing, is no
    /// string, or breaks the rule.
    ///
    /// @param rule the rest of a sentence that begins with the name: "must be …"
    public <T> Optional<T> text(String name, String rule, Function<String, Optional<T>> parser) {
        return value(
                name,
                rule,
                node -> node.isString() ? parser.apply(node.stringValue()) : Optional.empty());
    }

    /// The member `name` as `parser` reads it; empty, and a fault, if it is missing or breaks the
    /// rule.
    ///
    /// @param rule the rest of a sentence that begins with the name: "must be …"
    public <T> Optional<T> value(String name, String rule, Function<JsonNode, Optional<T>> parser) {
        Optional<JsonNode> member = object.optional(name);
        if (member.isEmpty()) {
            fault(name + " is missing");
            return Optional.empty();
        }
        Optional<T> parsed = member.flatMap(parser);
        if (parsed.isEmpty()) {
            fault(name + " " + rule);
        }
        return parsed;
    }

    /// Adds something that is wrong.
    ///
    /// @param text without a value from the object
    public void fault(String text) {
        faults.add(text);
    }

    /// All that is wrong, in one sentence; empty if nothing is.
    public Optional<String> faults() {
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults) + ".");
    }
}
