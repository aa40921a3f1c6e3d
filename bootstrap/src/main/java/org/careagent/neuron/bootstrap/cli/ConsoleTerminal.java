package org.careagent.neuron.bootstrap.cli;

import java.io.Console;
import java.util.Optional;

/// The terminal of this process. There is none if its input or its output is a file or a pipe.
final class ConsoleTerminal implements Terminal {
    @Override
    public boolean isInteractive() {
        return console().isPresent();
    }

    @Override
    public Optional<String> ask(String prompt) {
        return console().flatMap(console -> Optional.ofNullable(console.readLine("%s", prompt)));
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
