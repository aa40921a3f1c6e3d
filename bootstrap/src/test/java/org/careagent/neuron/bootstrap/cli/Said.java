package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What came of a command.
///
/// @param status its exit status
/// @param out what it said, by lines
/// @param err what it complained of, by lines
record Said(int status, List<String> out, List<String> err) {
    /// Runs the command that `args` spells, with nobody at the terminal.
    static Said by(String... args) {
        return run(new Typist(false, List.of()), args);
    }

    /// Runs it with somebody at the terminal who gives these answers, and then has gone.
    static Said answering(List<String> answers, String... args) {
        return run(new Typist(true, answers), args);
    }

    /// The one line that it said, as JSON.
    JsonNode json() {
        assertThat(out).hasSize(1);
        return JsonMapper.shared().readTree(out.getFirst());
    }

    /// All that it said, as JSON.
    JsonNode asJson() {
        return JsonMapper.shared().readTree(String.join("\n", out));
    }

    /// That all went well.
    static Said done(String... lines) {
        return new Said(0, List.of(lines), List.of());
    }

    private static Said run(Typist typist, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        typist.screen = new PrintWriter(out);
        int status = NeuronCommand.run(typist.screen, new PrintWriter(err), typist, args);
        return new Said(status, out.toString().lines().toList(), err.toString().lines().toList());
    }

    /// Whoever is at the terminal, or nobody.
    private static final class Typist implements Terminal {
        private final boolean present;
        private final Deque<String> answers;
        private PrintWriter screen = new PrintWriter(new StringWriter());

        private Typist(boolean present, List<String> answers) {
            this.present = present;
            this.answers = new ArrayDeque<>(answers);
        }

        @Override
        public boolean isInteractive() {
            return present;
        }

        @Override
        public Optional<String> ask(String prompt) {
            screen.println(prompt);
            return Optional.ofNullable(answers.poll());
        }
    }
}
