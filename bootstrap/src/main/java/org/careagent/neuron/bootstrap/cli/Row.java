package org.careagent.neuron.bootstrap.cli;

import tools.jackson.databind.JsonNode;

import java.util.stream.Collectors;

/// What stands in the members of a row, for people.
final class Row {
    private Row() {}

    /// The member `name`; nothing if there is none.
    static String text(JsonNode row, String name) {
        return row.path(name).asString("");
    }

    /// The entries of the list `name`.
    static String texts(JsonNode row, String name) {
        return row.path(name).values().stream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }
}
