package org.careagent.neuron.bootstrap.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import java.io.PrintStream;
import java.io.PrintWriter;

/// `neuron`, with its commands below it.
@Command(
        name = "neuron",
        description = "The front door of a healthcare organisation for software agents.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            StartCommand.class,
            ProviderCommand.class,
            VersionCommand.class
        },
        footer = {
            "",
            "To see what it does: neuron demo",
            "Exit status: 0 done, 1 the answer is no, 2 wrong usage, 69 not reachable,",
            "70 internal error, 75 the data is in use, 78 wrong configuration."
        })
public final class NeuronCommand implements Runnable {
    @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print a stack trace when something fails.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks for it
    private boolean help;

    private NeuronCommand() {}

    /// Runs the command that `args` spells.
    ///
    /// @return its exit status
    public static int run(String[] args) {
        return run(writer(System.out), writer(System.err), args);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        NeuronCommand neuron = new NeuronCommand();
        CommandLine commandLine = new CommandLine(neuron).setOut(out).setErr(err);
        try {
            return commandLine
                    // A name that begins with @ is no file of arguments.
                    .setExpandAtFiles(false)
                    .setParameterExceptionHandler((wrong, _) -> correct(wrong))
                    .setExecutionExceptionHandler(
                            (thrown, command, _) -> neuron.explain(thrown, command.getErr()))
                    .execute(args);
        } catch (Error e) {
            return neuron.explain(e, commandLine.getErr());
        }
    }

    private static int correct(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        complain(
                command.getErr(),
                wrong.getMessage()
                        + "; see "
                        + command.getCommandSpec().qualifiedName()
                        + " --help");
        return ExitStatus.USAGE;
    }

    private int explain(Throwable thrown, PrintWriter err) {
        if (debug) {
            thrown.printStackTrace(err);
        }
        if (thrown instanceof CommandFailure failure) {
            failure.lines().forEach(line -> complain(err, line));
            return failure.exitStatus();
        }
        complain(
                err,
                "internal error (" + thrown.getClass().getSimpleName() + "); --debug shows where");
        return ExitStatus.INTERNAL;
    }

    private static void complain(PrintWriter err, String line) {
        err.println("neuron: " + line);
        err.flush();
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command? demo, start, provider or version");
    }
}
