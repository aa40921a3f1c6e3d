package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.inbound.control.ControlRequest;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolder;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolderInUseException;
import org.careagent.neuron.bootstrap.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.time.Duration;

/// `neuron stop`
@Command(
        name = "stop",
        description = "Stop the running Neuron, and wait until it has stopped.",
        footer = {
            "",
            "Example: neuron stop",
            "Exit status: 0 stopped, 1 still stopping when the time was up, 2 wrong usage,",
            "69 it does not run or does not answer, 78 wrong configuration."
        })
final class StopCommand implements Runnable {
    // Beyond what open sessions are given: closing storage and audit trail.
    private static final Duration CLOSING = Duration.ofSeconds(15);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ConfigOption config = new ConfigOption();

    @Override
    public void run() {
        Settings settings = config.load();
        var _ = Desk.askRunning(settings, new ControlRequest.Shutdown());
        awaitEnd(settings);
        spec.commandLine().getOut().println("stopped");
    }

    private static void awaitEnd(Settings settings) {
        Duration time = settings.server().shutdownGrace().plus(CLOSING);
        Patience patience = Patience.of(time);
        while (isHeld(settings)) {
            if (!patience.waits()) {
                throw new CommandFailure(
                        ExitStatus.NO,
                        "it was told to stop, and is still at it after "
                                + time.toSeconds()
                                + " s; its log may say why");
            }
        }
    }

    // It gives the data folder up last of all.
    private static boolean isHeld(Settings settings) {
        try (DataFolder _ = DataFolder.claim(settings.storage().folder())) {
            return false;
        } catch (DataFolderInUseException _) {
            return true;
        }
    }
}
