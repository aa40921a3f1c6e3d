package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.inbound.control.ControlRequest;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.identity.AgentId;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Optional;

/// `neuron patient`
@Command(
        name = "patient",
        description = "The agent ids of patients.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PatientCommand.Release.class},
        footer = {
            "",
            "Example: neuron patient release patient-agent-7f3d",
            "Exit status: 0 done, 1 the answer is no, 2 wrong usage; see each command."
        })
final class PatientCommand extends CommandGroup {
    /// `neuron patient release`
    @Command(
            name = "release",
            description = {
                "Unbind an agent id from its key, for a patient who has lost the key.",
                "Whoever completes a handshake with the id next, binds it: make sure that it",
                "is the patient who asks for it. Relationships stay as they are."
            },
            footer = {
                "",
                "Example: neuron patient release patient-agent-7f3d --yes",
                "Exit status: 0 released, 1 bound to no key or not confirmed, 2 wrong usage,",
                "69 the Neuron does not answer, 75 the data is in use, 78 wrong configuration."
            })
    static final class Release implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private Desk desk = new Desk();

        @Mixin private ConfirmOption confirm = new ConfirmOption();

        @Parameters(paramLabel = "AGENT_ID", description = "The patient's agent id.")
        private Optional<AgentId> patient = Optional.empty();

        @Override
        public void run() {
            AgentId released = patient.orElseThrow();
            Settings settings = desk.settings();
            confirm.require(
                    "Release "
                            + released
                            + " from its key, so that another key can take its place");
            var _ = Desk.ask(settings, new ControlRequest.PatientRelease(released));
            spec.commandLine().getOut().println("released " + released);
        }
    }
}
