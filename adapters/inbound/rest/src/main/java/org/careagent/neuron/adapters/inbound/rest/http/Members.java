package org.careagent.neuron.adapters.inbound.rest.http;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The members of an object in a body, each read by a rule. One that no rule was asked for is a
/// fault, as with [Parameters].
public final class Members {
    private final ObjectNode object;
    private final String at;
    private final Faults faults;
    private final Set<String> known = new TreeSet<>();

    /// @param at points to the object: empty, if it is the whole body
    Members(ObjectNode object, String at, Faults faults) {
        this.object = object;
        this.at = at;
        this.faults = faults;
    }

    /// Whether there is one of that name.
    public boolean has(String name) {
        return object.has(name);
    }

    /// The string member `name` as `parser` reads it; a fault if it is missing, is no string, or
    /// breaks the rule.
    ///
    /// @param rule the rest of a sentence that begins with the name: "must be …"
    public <T> Optional<T> required(
            String name, String rule, Function<String, Optional<T>> parser) {
        known.add(name);
        if (!has(name)) {
            fault(name, "is missing");
        }
        return optional(name, rule, parser);
    }

    /// The same; not a fault if it is missing.
    public <T> Optional<T> optional(
            String name, String rule, Function<String, Optional<T>> parser) {
        known.add(name);
        return object.optional(name).flatMap(node -> text(node, name, rule, parser));
    }

    private <T> Optional<T> text(
            JsonNode node, String name, String rule, Function<String, Optional<T>> parser) {
        Optional<T> parsed = node.isString() ? parser.apply(node.stringValue()) : Optional.empty();
        if (parsed.isEmpty()) {
            fault(name, node.isString() ? rule : "must be a string");
        }
        return parsed;
    }

    /// A list of strings, of 1 to `most` entries; a fault if it is missing or anything else.
    public <T> Optional<List<T>> texts(
            String name, int most, String rule, Function<String, Optional<T>> parser) {
        known.add(name);
        Optional<JsonNode> list =
                object.optional(name)
                        .filter(node -> node.isArray() && !node.isEmpty() && node.size() <= most);
        if (list.isEmpty()) {
            fault(name, has(name) ? "must be a list of 1 to " + most + " strings" : "is missing");
        }
        return list.flatMap(node -> entries(node, name, rule, parser));
    }

    private <T> Optional<List<T>> entries(
            JsonNode list, String name, String rule, Function<String, Optional<T>> parser) {
        List<T> entries = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            text(list.get(i), name + "/" + i, rule, parser).ifPresent(entries::add);
        }
        return Optional.of(entries).filter(all -> all.size() == list.size());
    }

    /// A list of objects, of at most `most` entries; none if it is missing.
    public List<Members> objects(String name, int most) {
        known.add(name);
        JsonNode list = object.path(name);
        if (!has(name)) {
            return List.of();
        }
        if (!list.isArray() || list.size() > most) {
            fault(name, "must be a list of at most " + most + " objects");
            return List.of();
        }
        List<Members> entries = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof ObjectNode entry) {
                entries.add(new Members(entry, at + "/" + name + "/" + i, faults));
            } else {
                fault(name + "/" + i, "must be an object");
            }
        }
        return entries;
    }

    /// Adds something that is wrong with the member of that name.
    ///
    /// @param message the rest of a sentence that begins with the name
    public void fault(String name, String message) {
        faults.add(at + "/" + name, message);
    }

    /// Adds a fault for each member that nothing was asked of.
    public void refuseUnknown() {
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> fault(Pointers.escaped(name), unknown()));
    }

    private String unknown() {
        return known.isEmpty()
                ? "is not known: there are no members here"
                : "is not known: there are " + String.join(", ", known);
    }
}
