package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Connection;
import org.careagent.neuron.load.client.HttpAnswer;
import org.careagent.neuron.load.client.Outcome;
import org.careagent.neuron.load.client.Patient;
import org.careagent.neuron.load.server.Options;
import org.careagent.neuron.load.server.Setup;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Handshake protocol, section 5: with two slots, five hundred wait their turn.
///
/// They come one after the other: the next only when the status counts the one before, so that the
/// order at the Neuron is known. The first two take the slots and keep them until all are there.
final class Turns {
    private static final int CEILING = 2;
    private static final int CLIENTS = 500;
    private static final Duration ARRIVAL = Duration.ofSeconds(10);

    /// Two are upgraded at a time, and which of them is read first here is chance.
    private static final int TOLERANCE = 2 * CEILING;

    private final Report report;
    private final Scene scene;
    private final List<Patient> patients = Patient.strangers(CLIENTS);
    private final CountDownLatch allThere = new CountDownLatch(1);
    private final AtomicInteger upgraded = new AtomicInteger();

    private Turns(Report report, Scene scene) {
        this.report = report;
        this.scene = scene;
    }

    /// @param place at which the upgrade was granted, from 0
    private record Turn(int place, Outcome outcome) {}

    static void run(Report report, Options options) throws IOException, InterruptedException {
        Setup setup =
                Setup.of(
                        "maxConcurrentHandshakes: " + CEILING,
                        "authTimeoutMs: 120000",
                        "queueTimeoutMs: 120000");
        try (Scene scene = Scene.set(report, options, setup)) {
            new Turns(report, scene).play();
        }
    }

    private void play() throws IOException, InterruptedException {
        try (Clients<Turn> clients = new Clients<>()) {
            long start = System.nanoTime();
            for (int i = 0; i < CLIENTS; i++) {
                arrive(clients, i);
            }
            report.say("  " + CLIENTS + " came within " + Figures.millis(Await.since(start)));
            long first = System.nanoTime();
            allThere.countDown();
            judge(clients.results(), Await.since(first));
        }
    }

    private void arrive(Clients<Turn> clients, int i) throws IOException, InterruptedException {
        Connection connection = scene.door().queue(Scene.CROWD);
        clients.start(() -> turn(connection, patients.get(i)));
        Await.requireStatus(
                scene.neuron(),
                ARRIVAL,
                status -> status.active() + status.queued() == i + 1,
                "client " + i + " is counted");
    }

    private Turn turn(Connection connection, Patient patient)
            throws IOException, InterruptedException {
        try (connection) {
            HttpAnswer answer = connection.answer();
            if (!answer.isUpgrade()) {
                return new Turn(CLIENTS, new Outcome.Failed("answered " + answer.status()));
            }
            int place = upgraded.getAndIncrement();
            allThere.await();
            return new Turn(place, connection.introduce(patient));
        }
    }

    private void judge(List<Turn> turns, Duration took) {
        long complete = turns.stream().filter(turn -> turn.outcome().isComplete()).count();
        int[] displaced =
                IntStream.range(0, CLIENTS).map(i -> Math.abs(turns.get(i).place() - i)).toArray();
        int most = IntStream.of(displaced).max().orElse(0);
        report.figure("time for all", Figures.millis(took));
        report.figure("a turn, two at a time", Figures.millis(took.dividedBy(CLIENTS / CEILING)));
        report.figure(
                "granted in another place than they came in",
                IntStream.of(displaced).filter(by -> by > 0).count() + ", by at most " + most);
        report.check(complete == CLIENTS, "all complete (%d of %d)".formatted(complete, CLIENTS));
        report.check(most <= TOLERANCE, "first come, first served");
    }
}
