package org.careagent.neuron.bootstrap.cli;

import picocli.CommandLine.Option;

/// `--json`, where something is shown.
final class JsonOption {
    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    /// Whether a program is to read it.
    boolean isSet() {
        return json;
    }
}
