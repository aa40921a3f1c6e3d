package org.careagent.neuron.bootstrap.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.Locale;
import java.util.Set;

/// `--yes`, and the question that it answers: nothing is removed before somebody has said so.
final class ConfirmOption {
    private static final Set<String> AGREEMENTS = Set.of("y", "yes");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking.")
    private boolean agreed;

    /// Returns if it is to be done.
    ///
    /// @param what the question, without its question mark
    /// @throws CommandFailure if not, or if there is nobody to ask
    void require(String what) {
        if (agreed) {
            return;
        }
        Terminal terminal = NeuronCommand.of(spec).terminal();
        if (!terminal.isInteractive()) {
            throw new CommandFailure(
                    ExitStatus.USAGE,
                    "this needs to be confirmed and there is no terminal to ask at; add --yes");
        }
        boolean yes =
                terminal.ask(what + "? [y/N] ")
                        .map(answer -> AGREEMENTS.contains(answer.strip().toLowerCase(Locale.ROOT)))
                        .orElse(false);
        if (!yes) {
            throw new CommandFailure(ExitStatus.NO, "nothing was done");
        }
    }
}
