package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.inbound.control.ControlClient;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.BackupParts;
import org.careagent.neuron.bootstrap.Restoration;
import org.careagent.neuron.bootstrap.RestoreRefusedException;
import org.careagent.neuron.bootstrap.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// `neuron restore`
@Command(
        name = "restore",
        description = {
            "Bring back a backup, where there is nothing yet.",
            "It needs an empty data folder and an empty database. All of it is checked first;",
            "nothing is ever overwritten."
        },
        footer = {
            "",
            "Example: neuron restore /backup/neuron-2026-11-24.zip",
            "Exit status: 0 restored, 1 it is damaged, or there is something already, 2 wrong",
            "usage, 70 it could not be done, 75 a Neuron runs there, 78 wrong configuration."
        })
final class RestoreCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ConfigOption config = new ConfigOption();

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Optional<Path> file = Optional.empty();

    @Override
    public void run() {
        Settings settings = config.load();
        requireStopped(settings);
        PrintWriter out = spec.commandLine().getOut();
        List<String> steps = new ArrayList<>();
        Consumer<String> told = json.isSet() ? steps::add : out::println;
        Restoration.Restored restored = restore(settings, told);
        if (json.isSet()) {
            out.println(json(restored, steps));
        } else {
            out.println(
                    restored.newKey()
                            ? "There was no neuron.key here, so the Neuron has a new one. What it"
                                    + " signed before stays verifiable: the public keys came back."
                            : "The Neuron's key is the one that was here.");
            out.println("Start it with: neuron start");
        }
    }

    private Restoration.Restored restore(Settings settings, Consumer<String> told) {
        Actor operator = Actor.operator(System.getProperty("user.name", "unknown"));
        Path backup = file.orElseThrow();
        try {
            return Patience.untilDataIsFree(() ->
                    Opening.explained(() -> Restoration.restore(settings, backup, operator, told)));
        } catch (RestoreRefusedException e) {
            throw new CommandFailure(ExitStatus.NO, e);
        }
    }

    private static void requireStopped(Settings settings) {
        Optional<ControlClient> running =
                Opening.explained(() -> ControlClient.connect(settings.storage().controlSocket()));
        if (running.isPresent()) {
            running.get().close();
            throw new CommandFailure(
                    ExitStatus.IN_USE,
                    "the Neuron runs; a backup is restored into a new data folder, while no Neuron"
                            + " runs on it");
        }
    }

    private static ObjectNode json(Restoration.Restored restored, List<String> steps) {
        BackupParts.Counts counts = restored.restored();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("node_id", restored.manifest().origin().node());
        json.put("made_at", restored.manifest().origin().madeAt().toString());
        json.putObject("counts")
                .put("relationships", counts.relationships())
                .put("bindings", counts.bindings())
                .put("providers", counts.providers())
                .put("api-keys", counts.apiKeys())
                .put("introductions", counts.introductions());
        restored.manifest().trail().ifPresent(end -> json.put("last_sequence", end.sequence()));
        json.put("new_key", restored.newKey());
        ArrayNode lines = json.putArray("steps");
        steps.forEach(lines::add);
        return json;
    }
}
