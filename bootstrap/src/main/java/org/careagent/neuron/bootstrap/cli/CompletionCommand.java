package org.careagent.neuron.bootstrap.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `neuron completion`
@Command(
        name = "completion",
        description = {
            "Print what bash and zsh need to complete commands.",
            "For the shell you are in, type this; for all to come, put it into your",
            ".bashrc or .zshrc. The Tab key then completes commands, options and files.",
            "",
            "  source <(neuron completion)",
            ""
        },
        footer = {
            "",
            "Example: neuron completion zsh > ~/.neuron-completion",
            "Exit status: 0 printed, 2 wrong usage."
        })
final class CompletionCommand implements Runnable {
    // What stands before is the generator's, on how it would be installed.
    private static final String BEGINNING = "if [ -n \"$BASH_VERSION\" ]; then";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "bash or zsh; one script serves both.")
    @SuppressWarnings("UnusedVariable") // for who expects to have to say it
    private Shell shell = Shell.bash;

    /// A shell, as its name is typed.
    enum Shell {
        bash,
        zsh
    }

    @Override
    public void run() {
        String script = AutoComplete.bash(spec.root().name(), spec.root().commandLine());
        var out = spec.commandLine().getOut();
        out.println("# Completion of neuron for bash and zsh, made by: neuron completion");
        out.println(script.substring(script.indexOf(BEGINNING)).stripTrailing());
    }
}
