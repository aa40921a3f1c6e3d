package org.careagent.neuron.bootstrap.cli;

import java.util.Optional;

/// The person at the other end, if there is one.
interface Terminal {
    /// Whether somebody can be asked.
    boolean isInteractive();

    /// Asks, and waits for a line.
    ///
    /// @return what was typed; empty if there will be no more
    Optional<String> ask(String prompt);

    /// The terminal that this process was started from.
    static Terminal ofProcess() {
        return new ConsoleTerminal();
    }
}
