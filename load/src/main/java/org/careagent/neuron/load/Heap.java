package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Connection;
import org.careagent.neuron.load.client.Door;
import org.careagent.neuron.load.client.Frames;
import org.careagent.neuron.load.server.Gauges;
import org.careagent.neuron.load.server.Options;
import org.careagent.neuron.load.server.Setup;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What it costs the Neuron to let a client wait, and to listen to one that never ends its message.
final class Heap {
    private static final int WARM_UP = 300;
    private static final int FEWER = 2_000;
    private static final int MORE = 10_000;
    private static final int SESSIONS = 500;
    private static final int LONGEST = 65_535;
    private static final int ADDRESSES = 8;
    private static final int FIRST_ADDRESS = 10;
    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Report report;
    private final Scene scene;
    private final Gauges gauges;
    private final List<Connection> connections = new ArrayList<>();

    private Heap(Report report, Scene scene) {
        this.report = report;
        this.scene = scene;
        this.gauges = scene.neuron().gauges();
    }

    static void run(Report report, Options options) throws IOException, InterruptedException {
        try (Scene scene = Scene.set(report, options, patient(1))) {
            new Heap(report, scene).queue();
        }
        try (Scene scene = Scene.set(report, options, patient(SESSIONS))) {
            new Heap(report, scene).sessions();
        }
        try (Scene scene = Scene.set(report, options, patient(1))) {
            new HandOvers(report, scene).measure();
        }
    }

    /// Nobody is thrown out while it is measured.
    private static Setup patient(int ceiling) {
        return Setup.of(
                "maxConcurrentHandshakes: " + ceiling,
                "authTimeoutMs: 600000",
                "queueTimeoutMs: 600000",
                "maxQueued: 10000");
    }

    private void queue() throws IOException, InterruptedException {
        fill(WARM_UP);
        empty();
        fill(1);
        long before = gauges.usedHeap();
        report.say("  queued, one slot, which is taken");
        for (int queued : List.of(FEWER, MORE)) {
            fill(1 + queued);
            sayCost("heap of a queued connection, of " + Figures.count(queued), before, queued);
            sayProcess();
        }
        empty();
        report.figure("heap when they are gone, over that before", over(before));
    }

    private void sessions() throws IOException, InterruptedException {
        fill(WARM_UP);
        empty();
        long before = gauges.usedHeap();
        report.say("  open sessions");
        fill(SESSIONS);
        upgrade();
        sayCost("heap of an open session that has said nothing", before, SESSIONS);
        say(Frames.unfinished(LONGEST + 1));
        sayCost("the same with 65,535 bytes of a frame of 65,536", before, SESSIONS);
        empty();
        fill(SESSIONS);
        upgrade();
        say(Frames.fragment(LONGEST));
        sayCost("the same with a first fragment of 65,535 bytes", before, SESSIONS);
        sayProcess();
        empty();
        report.figure("heap when they are gone, over that before", over(before));
    }

    /// Until so many are at the door.
    private void fill(int total) throws IOException, InterruptedException {
        int already = connections.size();
        connections.addAll(
                Clients.run(
                        total - already,
                        AT_ONCE,
                        i -> () -> scene.door().queue(Door.from(FIRST_ADDRESS + i % ADDRESSES))));
        Await.requireStatus(
                scene.neuron(),
                PATIENCE,
                status -> status.active() + status.queued() == total,
                total + " are there");
    }

    private void empty() throws IOException, InterruptedException {
        connections.forEach(Connection::close);
        connections.clear();
        Await.requireStatus(scene.neuron(), PATIENCE, status -> status.isEmpty(), "all are gone");
    }

    private void upgrade() throws IOException {
        for (Connection connection : connections) {
            if (!connection.answer().isUpgrade()) {
                throw new EOFException("no upgrade");
            }
        }
    }

    private void say(byte[] bytes) throws IOException, InterruptedException {
        for (Connection connection : connections) {
            connection.send(bytes);
        }
        if (Await.until(PATIENCE, () -> gauges.unread() == 0).isEmpty()) {
            report.say("  not all of it was read: " + gauges.unread() + " bytes are left");
        }
    }

    private void sayCost(String what, long before, int count)
            throws IOException, InterruptedException {
        double each = (double) (gauges.usedHeap() - before) / count;
        report.figure(what, Figures.kibibytes(each));
    }

    private void sayProcess() throws IOException {
        report.figure("  threads of the Neuron", "" + gauges.threads());
        report.figure("  its memory, heap and all", Figures.mebibytes(gauges.residentMemory()));
    }

    private String over(long before) throws IOException, InterruptedException {
        return Figures.mebibytes(gauges.usedHeap() - before);
    }
}
