package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.inbound.control.ControlClient;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.bootstrap.AuditLogs;
import org.careagent.neuron.bootstrap.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.Optional;

/// `neuron key`
@Command(
        name = "key",
        description = "The Neuron's own key, which signs its audit log.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = KeyCommand.Rotate.class,
        footer = {
            "",
            "Example: neuron key rotate",
            "Exit status: 0 done, 1 the answer is no, 2 wrong usage; see each command."
        })
final class KeyCommand extends CommandGroup {
    /// `neuron key rotate`
    @Command(
            name = "rotate",
            description = {
                "Give the Neuron a new key. The former public key is kept, so that what was",
                "signed with it can still be verified. The Neuron must be stopped."
            },
            footer = {
                "",
                "Example: neuron key rotate --yes",
                "Exit status: 0 done, 1 there is no key yet, or not confirmed, 2 wrong usage,",
                "70 it could not be done, 75 the Neuron runs, 78 wrong configuration."
            })
    static final class Rotate implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private ConfigOption config = new ConfigOption();

        @Mixin private ConfirmOption confirm = new ConfirmOption();

        @Override
        public void run() {
            Settings settings = config.load();
            requireStopped(settings);
            confirm.require("Give the Neuron a new key");
            Actor operator = Actor.operator(System.getProperty("user.name", "unknown"));
            AuditLogs.Rotated rotated =
                    Patience.untilDataIsFree(() ->
                                    Opening.explained(
                                            () -> AuditLogs.rotateKey(settings, operator)))
                            .orElseThrow(() -> noKey(settings));
            spec.commandLine()
                    .getOut()
                    .println("key " + rotated.after() + " in place of " + rotated.before());
        }

        private static void requireStopped(Settings settings) {
            Optional<ControlClient> running =
                    Opening.explained(
                            () -> ControlClient.connect(settings.storage().controlSocket()));
            if (running.isPresent()) {
                running.get().close();
                throw new CommandFailure(
                        ExitStatus.IN_USE, "the Neuron runs; stop it first with: neuron stop");
            }
        }

        private static CommandFailure noKey(Settings settings) {
            return new CommandFailure(
                    ExitStatus.NO,
                    "there is no key in "
                            + settings.storage().folder().toAbsolutePath().normalize()
                            + " yet; neuron start makes one");
        }
    }
}
