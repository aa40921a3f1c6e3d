package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.Version;
import org.careagent.neuron.bootstrap.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.PrintStream;
import java.util.concurrent.Callable;

/// `neuron start`
@Command(
        name = "start",
        description = "Open the front door, and serve until SIGTERM.",
        footer = {"", "Example: neuron start --config clinic.yaml"})
final class StartCommand implements Callable<Integer> {
    @Mixin private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = config.load();
        Neuron neuron = Opening.neuron(settings);
        announce(neuron, settings, System.out);
        Serving.untilStopped(neuron);
        return ExitStatus.DONE;
    }

    private static void announce(Neuron neuron, Settings settings, PrintStream out) {
        out.println(
                "Neuron "
                        + Version.current()
                        + " of "
                        + settings.organization().name()
                        + " (NPI "
                        + settings.organization().npi()
                        + ")");
        out.println("  patients' agents   " + neuron.handshakeAddress());
        out.println("  health             " + neuron.healthAddress());
        out.println("  relationships      " + storage(settings.storage()));
        out.println("  audit trail        " + audit(settings.audit()));
        out.println("  providers          " + neuron.providers().all().size());
        out.println("Ready. Stop it with Ctrl-C or SIGTERM.");
        out.flush();
    }

    private static String storage(Settings.Storage storage) {
        return switch (storage.kind()) {
            case H2 -> storage.path().toAbsolutePath().normalize() + ".mv.db";
            case MEMORY -> "in memory only: they are gone when the Neuron stops";
        };
    }

    private static String audit(Settings.Audit audit) {
        return audit.enabled()
                ? audit.path().toAbsolutePath().normalize().toString()
                : "none (audit.enabled is false)";
    }
}
