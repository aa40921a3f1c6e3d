package org.careagent.neuron.bootstrap;

import org.careagent.neuron.bootstrap.cli.NeuronCommand;

/// Where the program proper begins; the jar's own entry checks the version of Java before.
public final class Main {
    private Main() {}

    /// Runs the command that `args` spells, and ends the process with its exit status.
    public static void main(String[] args) {
        // Of TLS 1.2: it costs us far more than the client that asks for it.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        Logs.configure();
        System.exit(NeuronCommand.run(args));
    }
}
