package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.inbound.control.ControlRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/// `neuron backup`
@Command(
        name = "backup",
        description = {
            "Write all that the Neuron keeps to one file.",
            "It may run meanwhile. The Neuron's key and the configuration are not in it:",
            "keep those apart."
        },
        footer = {
            "",
            "Example: neuron backup /backup/neuron-2026-11-24.zip",
            "Exit status: 0 written, 1 the file is there or cannot be written, 2 wrong usage,",
            "69 the Neuron does not answer, 70 it failed, 75 the data is in use,",
            "78 wrong configuration."
        })
final class BackupCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private Desk desk = new Desk();

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "FILE", description = "Where it goes; never overwritten.")
    private Optional<Path> file = Optional.empty();

    @Override
    public void run() {
        Path target = file.orElseThrow().toAbsolutePath().normalize();
        JsonNode made = desk.ask(new ControlRequest.Backup(target));
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            out.println(made);
        } else {
            show(made, out);
        }
    }

    private static void show(JsonNode made, PrintWriter out) {
        JsonNode counts = made.path("counts");
        out.printf(
                "backup of %s relationships, %s providers, %s API keys and %s audit entries: %s"
                        + " (%s bytes)%n",
                counts.path("relationships"),
                counts.path("providers"),
                counts.path("api-keys"),
                made.path("last_sequence"),
                Row.text(made, "file"),
                made.path("bytes"));
        if (made.path("other_nodes").asLong() > 0) {
            out.println(
                    "Note: other Neurons work on the same database ("
                            + made.path("other_nodes")
                            + " of them); each has an audit log of its own, which only its own"
                            + " backup holds.");
        }
        if (made.path("relationships_without_entry").asLong() > 0) {
            out.println(
                    "Note: the audit log does not tell of "
                            + made.path("relationships_without_entry")
                            + " of the relationships.");
        }
    }
}
