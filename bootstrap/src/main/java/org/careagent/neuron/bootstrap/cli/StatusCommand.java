package org.careagent.neuron.bootstrap.cli;

import static org.careagent.neuron.bootstrap.cli.Row.text;

import org.careagent.neuron.adapters.inbound.control.ControlRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.time.Duration;

/// `neuron status`
@Command(
        name = "status",
        description = "Show how the running Neuron is.",
        footer = {
            "",
            "Example: neuron status --json",
            "Exit status: 0 it runs, 2 wrong usage, 69 it does not run or does not answer,",
            "78 wrong configuration."
        })
final class StatusCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ConfigOption config = new ConfigOption();

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public void run() {
        JsonNode status = Desk.askRunning(config.load(), new ControlRequest.Status());
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            out.println(status);
        } else {
            show(status, out);
        }
    }

    private static void show(JsonNode status, PrintWriter out) {
        JsonNode organization = status.path("organization");
        out.println(text(organization, "name") + " (NPI " + text(organization, "npi") + ")");
        out.println("  status     " + text(status, "status") + ", for " + uptime(status));
        out.println(
                "  sessions   "
                        + text(status, "active_sessions")
                        + " active, "
                        + text(status, "queued")
                        + " queued");
        out.println("  providers  " + text(status, "providers"));
        out.println("  registry   " + registry(text(status.path("axon"), "status")));
        out.println("  version    " + text(status, "version"));
        out.println("  node       " + text(status, "node_id"));
    }

    // In the words of the doctor.
    private static String registry(String state) {
        return state.equals("unregistered") ? "none: this Neuron runs alone" : state;
    }

    private static String uptime(JsonNode status) {
        Duration up = Duration.ofSeconds(status.path("uptime_seconds").asLong());
        if (up.toDays() > 0) {
            return up.toDays() + " d " + up.toHoursPart() + " h";
        }
        if (up.toHours() > 0) {
            return up.toHours() + " h " + up.toMinutesPart() + " min";
        }
        return up.toMinutes() > 0
                ? up.toMinutes() + " min " + up.toSecondsPart() + " s"
                : up.toSeconds() + " s";
    }
}
