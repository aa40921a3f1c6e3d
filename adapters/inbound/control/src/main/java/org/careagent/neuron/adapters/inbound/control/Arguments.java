package org.careagent.neuron.adapters.inbound.control;

import org.careagent.neuron.adapters.shared.json.Members;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// The members of a request. A member that nobody asked for is a fault: it is a slip of the pen as
/// a rule, and what it was meant to say would be lost.
final class Arguments {
    private final ObjectNode object;
    private final Members members;
    private final Set<String> known = new HashSet<>();

    Arguments(ObjectNode object) {
        this.object = object;
        this.members = new Members(object);
    }

    boolean has(String name) {
        return members.has(name);
    }

    void fault(String text) {
        members.fault(text);
    }

    <T> Optional<T> required(String name, String rule, Function<String, Optional<T>> parser) {
        known.add(name);
        return members.text(name, rule, parser);
    }

    <T> Optional<T> optional(String name, String rule, Function<String, Optional<T>> parser) {
        known.add(name);
        return has(name) ? members.text(name, rule, parser) : Optional.empty();
    }

    /// An optional whole number.
    OptionalInt number(String name, int least, int most) {
        known.add(name);
        if (!has(name)) {
            return OptionalInt.empty();
        }
        Optional<Integer> number =
                members.value(
                        name,
                        "must be a whole number from " + least + " to " + most,
                        node ->
                                Optional.of(node)
                                        .filter(n -> n.isIntegralNumber() && n.canConvertToInt())
                                        .map(JsonNode::intValue)
                                        .filter(n -> n >= least && n <= most));
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /// A list of texts that is required, with 1 to `most` entries.
    <T> Optional<List<T>> texts(String name, int most, Function<String, Optional<T>> parser) {
        known.add(name);
        return members.value(
                name,
                "must be a list of 1 to " + most + " of the texts that are allowed in it",
                node -> entries(node, most, parser));
    }

    private static <T> Optional<List<T>> entries(
            JsonNode node, int most, Function<String, Optional<T>> parser) {
        if (!node.isArray() || node.isEmpty() || node.size() > most) {
            return Optional.empty();
        }
        List<T> entries =
                node.values().stream()
                        .filter(JsonNode::isString)
                        .flatMap(entry -> parser.apply(entry.stringValue()).stream())
                        .toList();
        return entries.size() == node.size() ? Optional.of(entries) : Optional.empty();
    }

    /// What `whole` makes of the members, if none of them is faulty.
    <T> Optional<T> all(Supplier<T> whole) {
        return members.faults().isEmpty() ? Optional.of(whole.get()) : Optional.empty();
    }

    /// All that is wrong, in one sentence; empty if nothing is.
    Optional<String> faults() {
        if (members.faults().isEmpty() && !known.containsAll(object.propertyNames())) {
            fault("only " + String.join(", ", known.stream().sorted().toList()) + " may be given");
        }
        return members.faults();
    }
}
