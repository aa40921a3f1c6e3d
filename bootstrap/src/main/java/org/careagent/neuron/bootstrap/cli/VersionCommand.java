package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.Version;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;

/// `neuron version`
@Command(
        name = "version",
        description = "Print the version, and that of the Java it runs on.",
        footer = {"", "Example: neuron version", "Exit status: 0 printed, 2 wrong usage."})
final class VersionCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("neuron " + Version.current() + " (Java " + Runtime.version() + ")");
    }
}
