package org.careagent.neuron.bootstrap.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks a person for what was not given as an option, and checks each answer at once.
final class Questions {
    private static final int TRIES = 5;

    private final Terminal terminal;
    private final PrintWriter out;

    Questions(Terminal terminal, PrintWriter out) {
        this.terminal = terminal;
        this.out = out;
    }

    /// Adds to `answers` what is missing. Who has given all that is required is asked nothing.
    ///
    /// @param file what the answers are for
    /// @throws CommandFailure if there is nobody to ask, or who is asked gives no fitting answer
    void complete(Map<Question, String> answers, Path file) {
        List<Question> missing =
                Stream.of(Question.values()).filter(each -> !answers.containsKey(each)).toList();
        List<Question> required = missing.stream().filter(Question::isRequired).toList();
        if (required.isEmpty()) {
            missing.forEach(each -> each.value("").ifPresent(preset -> answers.put(each, preset)));
            return;
        }
        if (!terminal.isInteractive()) {
            throw nobodyToAsk(required);
        }
        out.println("This writes " + file + ". Press Enter to take what is in [brackets].");
        missing.forEach(each -> ask(each).ifPresent(answer -> answers.put(each, answer)));
        out.println();
    }

    private Optional<String> ask(Question question) {
        out.print(question.explanation());
        for (int i = 0; i < TRIES; i++) {
            out.flush();
            String typed = terminal.ask(question.prompt()).orElseThrow(this::gone);
            Optional<String> value = question.value(typed);
            Optional<String> fault = value.flatMap(question::fault);
            if (fault.isEmpty()) {
                return value;
            }
            out.println("  This " + fault.get() + ".");
        }
        throw new CommandFailure(
                ExitStatus.NO,
                question.option() + ": none of the answers fits; nothing was written");
    }

    private CommandFailure gone() {
        // The cursor still stands behind the question.
        out.println();
        return new CommandFailure(ExitStatus.NO, "the answers have ended; nothing was written");
    }

    private static CommandFailure nobodyToAsk(List<Question> required) {
        return new CommandFailure(
                ExitStatus.USAGE,
                required.stream().map(Question::option).collect(Collectors.joining(" and "))
                        + (required.size() > 1 ? " are" : " is")
                        + " missing, and there is no terminal to ask at");
    }
}
