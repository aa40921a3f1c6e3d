package org.careagent.neuron.bootstrap.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// `neuron`, with its commands below it.
@Command(
        name = "neuron",
        description = "The front door of a healthcare organisation for software agents.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            InitCommand.class,
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            ProviderCommand.class,
            RelationshipCommand.class,
            PatientCommand.class,
            ApiKeyCommand.class,
            VerifyAuditCommand.class,
            KeyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            HandshakeCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            VersionCommand.class
        },
        footer = {
            "Example: neuron demo    shows what it does, and leaves nothing behind",
            "Exit status: 0 done, 1 no, 2 usage, 69 silence, 70 error, 75 in use, 78 config"
        })
public final class NeuronCommand extends CommandGroup {
    private final Terminal terminal;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The configuration.")
    private @Nullable Path config;

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

    private NeuronCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Runs the command that `args` spells.
    ///
    /// @return its exit status
    public static int run(String[] args) {
        return run(writer(System.out), writer(System.err), Terminal.ofProcess(), args);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    static int run(PrintWriter out, PrintWriter err, Terminal terminal, String... args) {
        CommandLine commandLine = commandLine(terminal).setOut(out).setErr(err);
        NeuronCommand neuron = commandLine.getCommand();
        try {
            return commandLine
                    .setParameterExceptionHandler((wrong, _) -> correct(wrong))
                    .setExecutionExceptionHandler(
                            (thrown, command, _) -> neuron.explain(thrown, command.getErr()))
                    .execute(args);
        } catch (Error e) {
            return neuron.explain(e, commandLine.getErr());
        }
    }

    /// All commands, to be typed at `terminal`.
    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new NeuronCommand(terminal));
        ValueTypes.register(commandLine, InstantSource.system());
        HelpStyle.apply(commandLine);
        // A name that begins with @ is no file of arguments.
        return commandLine.setExpandAtFiles(false);
    }

    private static int correct(ParameterException wrong) {
        complain(wrong.getCommandLine().getErr(), Complaint.about(wrong));
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

    /// The command line that `command` was typed in.
    static NeuronCommand of(CommandSpec command) {
        return (NeuronCommand) command.root().userObject();
    }

    /// The configuration that was named, wherever on the line.
    Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    /// Who typed it.
    Terminal terminal() {
        return terminal;
    }
}
