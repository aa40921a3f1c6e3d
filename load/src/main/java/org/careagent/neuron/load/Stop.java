package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Connection;
import org.careagent.neuron.load.client.Frames;
import org.careagent.neuron.load.client.Heard;
import org.careagent.neuron.load.client.HttpAnswer;
import org.careagent.neuron.load.client.Outcome;
import org.careagent.neuron.load.client.Patient;
import org.careagent.neuron.load.server.NeuronProcess;
import org.careagent.neuron.load.server.Options;
import org.careagent.neuron.load.server.Setup;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Handshake protocol, section 8: what happens to everybody when the Neuron is told to stop.
final class Stop {
    private static final int SILENT = 40;
    private static final int CHALLENGED = 40;
    private static final int ANSWERING = 20;
    private static final int CEILING = SILENT + CHALLENGED + ANSWERING;
    private static final int QUEUED = 200;
    private static final int GOING_AWAY = 1001;
    private static final Duration ARRIVAL = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration SECOND_SIGNAL = Duration.ofMillis(100);

    private final Report report;
    private final Scene scene;
    private final Clients<Integer> open = new Clients<>();
    private final Clients<Outcome> answering = new Clients<>();
    private final Clients<Told> queued = new Clients<>();
    private final CountDownLatch oneIsDone = new CountDownLatch(1);
    private final List<Patient> hopeful = Patient.strangers(ANSWERING);

    private Stop(Report report, Scene scene) {
        this.report = report;
        this.scene = scene;
    }

    /// What one who waited was told.
    private enum Told {
        COME_AGAIN,
        GOING_AWAY,
        NOTHING
    }

    /// A challenge response that is about to be sent.
    private record Answer(Connection connection, String text) {}

    static void run(Report report, Options options) throws IOException, InterruptedException {
        Setup setup =
                Setup.of(
                        "maxConcurrentHandshakes: " + CEILING,
                        "authTimeoutMs: 60000",
                        "challengeTimeoutMs: 60000");
        try (Scene scene = Scene.set(report, options.withFile(), setup)) {
            new Stop(report, scene).play();
        }
    }

    private void play() throws IOException, InterruptedException {
        try (open;
                answering;
                queued) {
            List<Answer> answers = fillTheHouse();
            report.say("  SIGTERM while they answer the challenge: " + scene.neuron().status());
            for (Answer answer : answers) {
                answer.connection().say(answer.text());
                answering.start(() -> outcome(answer.connection()));
            }
            var _ = oneIsDone.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            judgeExit();
            judgeOpen();
            judgeQueued();
        }
        Map<Patient, String> promised = promised(answering.results());
        try (NeuronProcess again = scene.installation().start()) {
            judgeRestart(again, promised);
        }
    }

    /// Takes all slots, and lets others wait.
    ///
    /// @return what those are about to say who have been challenged and mean to answer
    private List<Answer> fillTheHouse() throws IOException, InterruptedException {
        for (int i = 0; i < SILENT; i++) {
            Connection connection = upgraded();
            boolean polite = i % 2 == 0;
            open.start(() -> closeCode(connection, polite));
        }
        for (Patient patient : Patient.strangers(CHALLENGED)) {
            Connection connection = upgraded();
            var _ = challenge(connection, patient);
            open.start(() -> closeCode(connection, true));
        }
        List<Answer> answers = new ArrayList<>();
        for (Patient patient : hopeful) {
            Connection connection = upgraded();
            answers.add(new Answer(connection, patient.answer(challenge(connection, patient))));
        }
        for (int i = 0; i < QUEUED; i++) {
            Connection connection = scene.door().queue(Scene.CROWD);
            queued.start(() -> told(connection));
        }
        Await.requireStatus(
                scene.neuron(),
                ARRIVAL,
                status -> status.active() == CEILING && status.queued() == QUEUED,
                "the house is full");
        return answers;
    }

    private Connection upgraded() throws IOException {
        Connection connection = scene.door().queue(Scene.HONEST);
        if (!connection.answer().isUpgrade()) {
            throw new EOFException("no upgrade");
        }
        return connection;
    }

    private static String challenge(Connection connection, Patient patient) throws IOException {
        connection.say(patient.auth());
        if (connection.hear() instanceof Heard.Text(String challenge)) {
            return challenge;
        }
        throw new EOFException("no challenge");
    }

    /// @param polite whether the close is answered
    /// @return 1006 if there was none
    private static int closeCode(Connection connection, boolean polite) throws IOException {
        try (connection) {
            if (!(connection.hear() instanceof Heard.Close(int code))) {
                return 1006;
            }
            if (polite) {
                connection.send(Frames.close(code));
            }
            connection.awaitEnd();
            return code;
        }
    }

    private Outcome outcome(Connection connection) {
        try (connection) {
            return connection.outcome();
        } catch (IOException e) {
            return new Outcome.Failed(e.toString());
        } finally {
            oneIsDone.countDown();
        }
    }

    /// Who is upgraded in the last moment is told as the others that are open.
    private static Told told(Connection connection) throws IOException {
        try (connection) {
            HttpAnswer answer = connection.answer();
            if (answer.isUpgrade()) {
                return closeCode(connection, true) == GOING_AWAY ? Told.GOING_AWAY : Told.NOTHING;
            }
            return answer.status() == HttpAnswer.UNAVAILABLE
                            && answer.header("Retry-After").isPresent()
                    ? Told.COME_AGAIN
                    : Told.NOTHING;
        }
    }

    private void judgeExit() throws InterruptedException {
        long start = System.nanoTime();
        scene.neuron().terminate();
        Thread.sleep(SECOND_SIGNAL);
        scene.neuron().terminate();
        OptionalInt status = scene.neuron().awaitExit(GRACE.multipliedBy(3));
        Duration took = Await.since(start);
        report.figure("from SIGTERM to the end of the process", Figures.millis(took));
        report.check(status.equals(OptionalInt.of(0)), "exit status 0 (" + status + ")");
        report.check(took.compareTo(GRACE) <= 0, "within " + Figures.millis(GRACE));
    }

    private void judgeOpen() throws IOException, InterruptedException {
        long told = open.results().stream().filter(code -> code == GOING_AWAY).count();
        report.check(
                told == SILENT + CHALLENGED,
                "open sessions are closed with 1001 (%d of %d)"
                        .formatted(told, SILENT + CHALLENGED));
    }

    private void judgeQueued() throws IOException, InterruptedException {
        List<Told> told = queued.results();
        int upgraded = Collections.frequency(told, Told.GOING_AWAY);
        int turnedAway = Collections.frequency(told, Told.COME_AGAIN);
        report.figure("of the queue upgraded in the last moment", "" + upgraded);
        report.check(
                upgraded + turnedAway == QUEUED,
                "queued requests are answered 503 with Retry-After (%d of %d)"
                        .formatted(turnedAway, QUEUED - upgraded));
    }

    /// Who was told of a relationship, and of which.
    private Map<Patient, String> promised(List<Outcome> outcomes) {
        Map<Patient, String> promised = new HashMap<>();
        for (int i = 0; i < ANSWERING; i++) {
            if (outcomes.get(i) instanceof Outcome.Completed(String relationshipId, _)) {
                promised.put(hopeful.get(i), relationshipId);
            }
        }
        report.figure(
                "handshakes that were in hand and still completed",
                promised.size() + " of " + ANSWERING);
        return promised;
    }

    private void judgeRestart(NeuronProcess again, Map<Patient, String> promised)
            throws IOException, InterruptedException {
        report.say("  started again on the same data: " + again.status());
        long kept =
                promised.entrySet().stream()
                        .filter(it ->
                                again.door()
                                        .shakeHands(Scene.HONEST, it.getKey())
                                        .equals(new Outcome.Completed(it.getValue(), true)))
                        .count();
        report.check(
                kept == promised.size(),
                "relationships that were promised are there (%d of %d)"
                        .formatted(kept, promised.size()));
        String findings = scene.installation().run("doctor");
        report.check(findings.contains("OK       storage"), "the doctor finds no fault");
    }
}
