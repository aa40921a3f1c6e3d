package org.careagent.neuron.bootstrap.cli;

import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.List;
import java.util.regex.Pattern;

/// What is said of a command that is typed wrong: in the words of who typed it, where the parser
/// speaks of positions and indexes.
final class Complaint {
    private static final Pattern WRONG_VALUE =
            Pattern.compile(
                    "^Invalid value for (?:option '([^']+)'(?: \\([^)]*\\))?"
                            + "|positional parameter at index \\d+ \\(([^)]+)\\)): (?=must )");

    private Complaint() {}

    /// One line, with where to read on.
    static String about(ParameterException wrong) {
        return (wrong instanceof UnmatchedArgumentException surplus && !surplus.isUnknownOption()
                        ? surplus(surplus)
                        : WRONG_VALUE.matcher(wrong.getMessage()).replaceFirst("$1$2 "))
                + "; see "
                + wrong.getCommandLine().getCommandSpec().qualifiedName()
                + " --help";
    }

    private static String surplus(UnmatchedArgumentException wrong) {
        String word = "'" + wrong.getUnmatched().getFirst() + "'";
        if (wrong.getCommandLine().getSubcommands().isEmpty()) {
            return word + " is more than this command takes";
        }
        List<String> near = wrong.getSuggestions();
        return word
                + " is no command"
                + (near.isEmpty() ? "" : " (did you mean " + near.getFirst() + "?)");
    }
}
