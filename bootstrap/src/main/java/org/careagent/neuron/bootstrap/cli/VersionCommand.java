package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.Version;

import picocli.CommandLine.Command;

/// `neuron version`
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable {
    @Override
    public void run() {
        System.out.println("neuron " + Version.current() + " (Java " + Runtime.version() + ")");
    }
}
