package org.careagent.neuron.bootstrap.cli;

import java.util.List;

/// Ends a command with an exit status, and a line a fault for the person who typed it.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    /// @param exitStatus one of [ExitStatus]
    /// @param lines what happened and what to do, one line a fault
    public CommandFailure(int exitStatus, List<String> lines) {
        super(String.join("\n", lines));
        this.exitStatus = exitStatus;
    }

    /// @param line what happened and what to do
    public CommandFailure(int exitStatus, String line) {
        this(exitStatus, List.of(line));
    }

    /// @param cause its message says what happened and what to do; the rest is shown with `--debug`
    ///   only
    public CommandFailure(int exitStatus, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.exitStatus = exitStatus;
    }

    /// One of [ExitStatus].
    public int exitStatus() {
        return exitStatus;
    }

    /// What happened and what to do.
    public List<String> lines() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
