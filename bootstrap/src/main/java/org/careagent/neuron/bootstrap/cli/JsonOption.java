package org.careagent.neuron.bootstrap.cli;

import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.function.Function;

/// `--json`, where something is shown.
final class JsonOption {
    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    /// Shows `rows`: as they are, or as `table` makes a table of them, or `whenEmpty` if there are
    /// none to make one of.
    void show(JsonNode rows, String whenEmpty, Function<JsonNode, Table> table, PrintWriter out) {
        if (json) {
            out.println(rows);
        } else if (rows.isEmpty()) {
            out.println(whenEmpty);
        } else {
            table.apply(rows).print(out);
        }
    }

    /// Whether a program is to read it.
    boolean isSet() {
        return json;
    }
}
