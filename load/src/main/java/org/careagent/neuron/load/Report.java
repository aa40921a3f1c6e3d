package org.careagent.neuron.load;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a program prints: what it does, its figures, and in the last line whether all held.
final class Report {
    private final PrintStream out;
    private final List<String> failures = new CopyOnWriteArrayList<>();

    Report(PrintStream out) {
        this.out = out;
    }

    /// What is done.
    void say(String line) {
        out.println(line);
    }

    /// Something measured.
    void figure(String what, String value) {
        out.printf("  %-52s %s%n", what, value);
    }

    /// What happened how often.
    void sayCounted(Collection<String> events) {
        events.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .forEach((event, count) -> say("    %,d times %s".formatted(count, event)));
    }

    /// Something promised, and whether it holds.
    void check(boolean holds, String promise) {
        out.println((holds ? "  held       " : "  NOT HELD   ") + promise);
        if (!holds) {
            failures.add(promise);
        }
    }

    /// The program could not be carried through.
    void fail(String why) {
        failures.add(why);
    }

    /// The last line.
    ///
    /// @return whether all held
    boolean end() {
        out.println(failures.isEmpty() ? "held" : "NOT HELD: " + String.join("; ", failures));
        out.flush();
        return failures.isEmpty();
    }
}
