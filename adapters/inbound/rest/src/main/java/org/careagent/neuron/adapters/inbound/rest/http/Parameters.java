package org.careagent.neuron.adapters.inbound.rest.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The parameters of a request, each read by a rule. One that no rule was asked for is a fault: it
/// is a slip of the pen as a rule, and what it was meant to say would be lost.
public final class Parameters {
    private final Map<String, List<String>> given;
    private final Faults faults;
    private final Set<String> known = new TreeSet<>();

    /// @param given all values of each name
    Parameters(Map<String, List<String>> given, Faults faults) {
        this.given = Map.copyOf(given);
        this.faults = faults;
    }

    /// Whether there is one of that name.
    public boolean has(String name) {
        return given.containsKey(name);
    }

    /// The parameter of that name as it is; a fault if it is there more than once.
    public Optional<String> text(String name) {
        return read(name, "", Optional::of);
    }

    /// The parameter of that name as `parser` reads it; a fault if it cannot.
    ///
    /// @param rule the rest of a sentence that begins with the name: "must be …"
    public <T> Optional<T> read(String name, String rule, Function<String, Optional<T>> parser) {
        known.add(name);
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            fault(name, "may be given only once");
            return Optional.empty();
        }
        Optional<T> parsed = values.stream().findFirst().flatMap(parser);
        if (parsed.isEmpty() && !values.isEmpty()) {
            fault(name, rule);
        }
        return parsed;
    }

    /// The parameter of that name as a whole number; a fault if it is none, or out of range.
    public OptionalLong number(String name, long least, long most) {
        return read(
                        name,
                        "must be a whole number from " + least + " to " + most,
                        text -> whole(text).filter(n -> n >= least && n <= most))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    // As it is written down, so that no two spellings of a number are good.
    private static Optional<Long> whole(String text) {
        try {
            long number = Long.parseLong(text);
            return Optional.of(number).filter(n -> Long.toString(n).equals(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Adds something that is wrong with the parameter of that name.
    ///
    /// @param message the rest of a sentence that begins with the name
    public void fault(String name, String message) {
        faults.add("/" + name, message);
    }

    void refuseUnknown() {
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> faults.add("/" + Pointers.escaped(name), unknown()));
    }

    private String unknown() {
        return known.isEmpty()
                ? "is not known: there are no parameters here"
                : "is not known: there are " + String.join(", ", known);
    }
}
