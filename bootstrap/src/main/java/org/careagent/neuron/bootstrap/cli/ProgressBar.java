package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.auditfile.VerifierOptions;

import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintWriter;
import java.util.Optional;

/// How far something has come, on standard error, where somebody sits at a terminal.
final class ProgressBar implements VerifierOptions.Progress, AutoCloseable {
    private static final int WIDTH = 40;
    private static final int PERCENT = 100;

    private final Optional<PrintWriter> err;
    private long shown = -1;

    private ProgressBar(Optional<PrintWriter> err) {
        this.err = err;
    }

    /// One for `command`.
    ///
    /// @param wanted whether a person reads what is printed
    static ProgressBar of(CommandSpec command, boolean wanted) {
        return new ProgressBar(
                wanted && NeuronCommand.of(command).terminal().isInteractive()
                        ? Optional.of(command.commandLine().getErr())
                        : Optional.empty());
    }

    @Override
    public void at(long bytes, long total) {
        long percent = total == 0 ? PERCENT : bytes * PERCENT / total;
        if (percent != shown) {
            shown = percent;
            err.ifPresent(it -> print(it, line(percent)));
        }
    }

    private static String line(long percent) {
        int done = (int) (percent * WIDTH / PERCENT);
        return "[" + "#".repeat(done) + ".".repeat(WIDTH - done) + "] " + percent + " %";
    }

    private static void print(PrintWriter err, String line) {
        err.print("\r" + line);
        err.flush();
    }

    /// Leaves an empty line.
    @Override
    public void close() {
        if (shown >= 0) {
            err.ifPresent(it -> print(it, " ".repeat(WIDTH + 8) + "\r"));
        }
    }
}
