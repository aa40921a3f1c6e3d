package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.domain.relationship.Change;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A program: establishes relationships, for the patients 0, 1, 2, … with provider 1, from a few
/// threads at once, and prints the number of each as soon as it is applied, and nothing else.
final class EstablishUntilKilled {
    private static final int THREADS = 4;

    private EstablishUntilKilled() {}

    static void main(String[] args) {
        // Not closed: the program ends by being killed.
        H2Database database = H2Database.open(Path.of(args[0]));
        Storage storage = JooqStorage.in(database, "in a test", "node 1");
        PrintStream out = System.out;
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                threads.execute(() -> establishEveryFourth(storage, first, out));
            }
        }
    }

    private static void establishEveryFourth(Storage storage, int first, PrintStream out) {
        for (int number = first; ; number += THREADS) {
            Change change = Samples.establish(relationship(patient(number), provider(1)), key(1));
            if (Samples.apply(storage, change) == Outcome.APPLIED) {
                out.print(number + "\n");
                out.flush();
            }
        }
    }

    /// Starts the program in a JVM of its own; what it says on either stream is its output.
    static Process start(Path database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // It lives for a few seconds: the better compiler would not pay.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--class-path",
                        System.getProperty("java.class.path"),
                        EstablishUntilKilled.class.getName(),
                        database.toString())
                .redirectErrorStream(true)
                .start();
    }
}
