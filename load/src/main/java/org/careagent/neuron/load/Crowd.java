package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Door;
import org.careagent.neuron.load.client.Outcome;
import org.careagent.neuron.load.client.Patient;
import org.careagent.neuron.load.server.Gauges;
import org.careagent.neuron.load.server.Options;
import org.careagent.neuron.load.server.Setup;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Ten thousand patients at the door at once, with the default settings.
final class Crowd {
    private static final int PATIENTS = 10_000;
    private static final int ADDRESSES = 8;
    private static final int FIRST_ADDRESS = 10;

    private final Report report;
    private final Scene scene;
    private final List<Patient> patients = Patient.strangers(PATIENTS);

    private Crowd(Report report, Scene scene) {
        this.report = report;
        this.scene = scene;
    }

    /// @param took from the first packet to the end of the connection
    private record Visit(Duration took, Outcome outcome) {}

    static void run(Report report, Options options) throws IOException, InterruptedException {
        try (Scene scene = Scene.set(report, options, Setup.of())) {
            new Crowd(report, scene).play();
        }
    }

    private void play() throws IOException, InterruptedException {
        Gauges neuron = scene.neuron().gauges();
        Gauges clients = Gauges.ofThisProcess();
        Duration neuronBefore = neuron.processorTime();
        Duration clientsBefore = clients.processorTime();
        long start = System.nanoTime();
        List<Visit> visits = Clients.run(PATIENTS, i -> () -> visit(i));
        judge(visits, Await.since(start));
        sayCost("the Neuron", neuron.processorTime().minus(neuronBefore));
        sayCost("the clients", clients.processorTime().minus(clientsBefore));
        report.figure(
                "memory of the Neuron, heap and all", Figures.mebibytes(neuron.residentMemory()));
    }

    private Visit visit(int i) {
        long start = System.nanoTime();
        Outcome outcome =
                scene.door().shakeHands(Door.from(FIRST_ADDRESS + i % ADDRESSES), patients.get(i));
        return new Visit(Await.since(start), outcome);
    }

    private void judge(List<Visit> visits, Duration took) {
        long complete = visits.stream().filter(visit -> visit.outcome().isComplete()).count();
        report.figure("time for all", Figures.millis(took));
        report.figure(
                "handshakes a second",
                String.format(Locale.ROOT, "%,.0f", complete * 1e9 / took.toNanos()));
        report.figure(
                "from the first packet to the end",
                new Latencies(visits.stream().map(Visit::took).toList()).summary());
        report.check(
                complete == PATIENTS,
                "everybody gets in (%,d of %,d)".formatted(complete, PATIENTS));
        report.sayCounted(visits.stream().flatMap(it -> it.outcome().fault().stream()).toList());
    }

    private void sayCost(String whose, Duration processorTime) {
        report.figure(
                "processor time of " + whose + ", a handshake",
                Figures.millis(processorTime.dividedBy(PATIENTS)));
    }
}
