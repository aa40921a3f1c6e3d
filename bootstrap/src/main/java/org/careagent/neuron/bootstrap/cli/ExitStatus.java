package org.careagent.neuron.bootstrap.cli;

/// What the process says to its caller when it ends (command line specification).
public final class ExitStatus {
    /// Done.
    public static final int DONE = 0;

    /// The answer is no: a broken chain, no such thing.
    public static final int NO = 1;

    /// Wrong usage.
    public static final int USAGE = 2;

    /// The Neuron is not reachable.
    public static final int UNREACHABLE = 69;

    /// Internal error.
    public static final int INTERNAL = 70;

    /// Another process holds the data.
    public static final int IN_USE = 75;

    /// Wrong configuration.
    public static final int CONFIGURATION = 78;

    private ExitStatus() {}
}
