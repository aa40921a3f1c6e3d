package org.careagent.neuron.adapters.inbound.websocket;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The members of one message: strings, each with a rule. Keeps what is wrong with them.
final class Members {
    private final ObjectNode object;
    private final List<String> faults = new ArrayList<>();

    Members(ObjectNode object) {
        this.object = object;
    }

    /// The member `name` as `parser` reads it; empty, and a fault, if it is missing or breaks
    /// `rule`.
    <T> Optional<T> read(String name, String rule, Function<String, Optional<T>> parser) {
        JsonNode member = object.path(name);
        if (member.isMissingNode()) {
            return fault(name + " is missing");
        }
        if (!member.isString()) {
            return fault(name + " must be a string");
        }
        Optional<T> parsed = parser.apply(member.stringValue());
        return parsed.isPresent() ? parsed : fault(name + " " + rule);
    }

    /// What is wrong with the members read so far, in one sentence; empty if nothing is.
    Optional<String> fault() {
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults) + ".");
    }

    private <T> Optional<T> fault(String text) {
        faults.add(text);
        return Optional.empty();
    }
}
