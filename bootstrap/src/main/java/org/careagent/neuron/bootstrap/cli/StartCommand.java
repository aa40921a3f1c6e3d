package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.Logs;
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
        description = {
            "Open the front door, and serve.",
            "It goes on until Ctrl-C, SIGTERM or: neuron stop"
        },
        footer = {
            "",
            "Example: neuron start --config clinic.yaml",
            "Exit status: 0 stopped when told to, 1 the audit log is damaged, 2 wrong usage,",
            "70 it could not be opened, 75 the data is in use, 78 wrong configuration."
        })
final class StartCommand implements Callable<Integer> {
    @Mixin private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() {
        Settings settings = config.load();
        Logs.configure(settings.log());
        Neuron neuron = Opening.neuron(settings);
        try (StopHook hook = StopHook.closing(neuron)) {
            hook.done();
            announce(neuron, settings, System.out);
            return Opening.explained(() -> untilClosed(neuron));
        }
    }

    private static int untilClosed(Neuron neuron) {
        neuron.awaitClosed();
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
        out.println("  patients' agents   " + neuron.handshakeAddress() + reach(settings.server()));
        out.println("  health             " + neuron.healthAddress());
        out.println("  relationships      " + neuron.storageDescription());
        out.println("  audit trail        " + audit(settings.audit()));
        int providers = neuron.providers().all().size();
        out.println("  providers          " + providers);
        if (providers == 0) {
            out.println(
                    "Note: every patient is refused until a provider is registered:"
                            + " neuron provider add");
        }
        neuron.notes().forEach(note -> out.println("Note: " + note + "."));
        warn(settings, out);
        out.println("Ready. Stop it with Ctrl-C, or with: neuron stop");
        out.flush();
    }

    private static String reach(Settings.Server server) {
        return server.isOpenToAll() ? "  (and every other address)" : "";
    }

    private static void warn(Settings settings, PrintStream out) {
        // Who is sent to localhost from another machine finds nobody there.
        if (settings.server().isOpenToAll() && settings.axon().endpoint().isEmpty()) {
            out.println(
                    "Note: axon.endpointUrl is not set, so patients of providers without an address of"
                            + " their own are sent to localhost.");
        }
        if (!settings.withoutEffect().isEmpty()) {
            out.println(
                    "Note: these settings have no effect in this version: "
                            + String.join(", ", settings.withoutEffect()));
        }
    }

    private static String audit(Settings.Audit audit) {
        return audit.enabled()
                ? audit.path().toAbsolutePath().normalize().toString()
                : "none (audit.enabled is false)";
    }
}
