package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Connection;
import org.careagent.neuron.load.client.Outcome;
import org.careagent.neuron.load.client.Patient;
import org.careagent.neuron.load.server.Options;
import org.careagent.neuron.load.server.Setup;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Handshake protocol, section 5: one source cannot starve the others.
final class Silence {
    private static final int CROWD = 10_000;
    private static final int CEILING = 50;

    /// Who has just been thrown out and is not back yet does not wait.
    private static final int ALL_BUT_A_FEW = CROWD - CEILING - 200;

    private static final int SECONDS = 20;
    private static final Duration ARRIVAL = Duration.ofSeconds(60);
    private static final Duration HANDSHAKE = Duration.ofSeconds(2);
    private static final Duration HEALTH = Duration.ofMillis(500);

    /// The auth deadline, that of the close, and one second of ours to notice.
    private static final Duration EMPTY = Duration.ofSeconds(4);

    private static final long HEAP_TOLERANCE = 8 << 20;

    private final Report report;
    private final Scene scene;
    private final Clients<Measured> honest = new Clients<>();
    private final Clients<Measured> health = new Clients<>();

    private Silence(Report report, Scene scene) {
        this.report = report;
        this.scene = scene;
    }

    /// @param fault what went wrong, if something did
    private record Measured(Duration took, Optional<String> fault) {
        private boolean within(Duration limit) {
            return fault.isEmpty() && took.compareTo(limit) <= 0;
        }
    }

    static void run(Report report, Options options) throws IOException, InterruptedException {
        Setup setup =
                Setup.of(
                        "maxConcurrentHandshakes: " + CEILING,
                        "authTimeoutMs: 1000",
                        "queueTimeoutMs: 30000",
                        "maxQueued: 10000");
        try (Scene scene = Scene.set(report, options, setup)) {
            new Silence(report, scene).play();
        }
    }

    private void play() throws IOException, InterruptedException {
        var _ = scene.shakeHands(200);
        long before = scene.neuron().gauges().usedHeap();
        try (Siege siege =
                        Siege.lay(
                                scene.door(), Scene.CROWD, CROWD, _ -> Connection::askForUpgrade);
                honest;
                health) {
            Await.requireStatus(
                    scene.neuron(),
                    ARRIVAL,
                    status -> status.queued() >= ALL_BUT_A_FEW,
                    "the crowd is there");
            report.say("  the crowd is there: " + scene.neuron().status());
            holdOut();
            report.say("  the crowd leaves: " + scene.neuron().status());
            report.figure("connections that the crowd made", Figures.count(siege.visits()));
        }
        afterwards(before);
    }

    private void holdOut() throws IOException, InterruptedException {
        List<Patient> patients = Patient.strangers(SECONDS);
        for (int second = 0; second < SECONDS; second++) {
            Patient patient = patients.get(second);
            honest.start(() -> shakeHands(patient));
            health.start(this::askForHealth);
            Thread.sleep(Duration.ofSeconds(1));
        }
        judge("an honest handshake", honest.results(), HANDSHAKE);
        judge("/health", health.results(), HEALTH);
        report.figure("threads of the Neuron", "" + scene.neuron().gauges().threads());
    }

    private Measured shakeHands(Patient patient) {
        long start = System.nanoTime();
        Outcome outcome = scene.door().shakeHands(Scene.HONEST, patient);
        return new Measured(Await.since(start), outcome.fault());
    }

    private Measured askForHealth() {
        long start = System.nanoTime();
        Optional<Integer> status = scene.door().health(Scene.MONITOR, Duration.ofSeconds(10));
        return new Measured(
                Await.since(start),
                status.equals(Optional.of(200)) ? Optional.empty() : Optional.of("" + status));
    }

    private void judge(String what, List<Measured> measured, Duration limit) {
        report.figure(
                what, new Latencies(measured.stream().map(Measured::took).toList()).summary());
        long within = measured.stream().filter(it -> it.within(limit)).count();
        report.check(
                within == measured.size(),
                "%s within %s (%d of %d)"
                        .formatted(what, Figures.millis(limit), within, measured.size()));
        report.sayCounted(measured.stream().flatMap(it -> it.fault().stream()).toList());
    }

    private void afterwards(long before) throws IOException, InterruptedException {
        Optional<Duration> empty = Await.status(scene.neuron(), EMPTY, status -> status.isEmpty());
        report.figure(
                "until nobody was active or queued",
                empty.map(Figures::millis).orElse("still " + scene.neuron().status()));
        report.check(empty.isPresent(), "all gone within " + Figures.millis(EMPTY));
        long after = scene.neuron().gauges().usedHeap();
        report.figure(
                "heap before and after",
                Figures.mebibytes(before) + ", " + Figures.mebibytes(after));
        report.check(
                after - before <= HEAP_TOLERANCE,
                "memory is back, within " + Figures.mebibytes(HEAP_TOLERANCE));
    }
}
