package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Connection;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The time from a slot that is given up to the 101 of the next in line.
final class HandOvers {
    private static final int WAITING = 1_000;
    private static final int WARM_UP = 200;
    private static final int COUNTED = 500;
    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Report report;
    private final Scene scene;
    private final LinkedBlockingQueue<Holder> holders = new LinkedBlockingQueue<>();

    HandOvers(Report report, Scene scene) {
        this.report = report;
        this.scene = scene;
    }

    /// Who has the one slot.
    ///
    /// @param since when its 101 was here, by [System#nanoTime()]
    private record Holder(Connection connection, long since) {}

    /// For a Neuron with one slot.
    void measure() throws IOException, InterruptedException {
        int all = 1 + WARM_UP + COUNTED + WAITING;
        try (Clients<Boolean> waiting = new Clients<>()) {
            List<Connection> connections =
                    Clients.run(all, AT_ONCE, _ -> () -> scene.door().queue(Scene.CROWD));
            connections.forEach(connection -> waiting.start(() -> await(connection)));
            Await.requireStatus(
                    scene.neuron(), PATIENCE, status -> status.queued() == all - 1, "all wait");
            report.say(
                    "  a slot changes hands %d times, while at least %,d wait"
                            .formatted(COUNTED, WAITING));
            List<Duration> took = pass(next());
            report.figure(
                    "from the close frame of one to the 101 of the next",
                    new Latencies(took.subList(WARM_UP, took.size())).summary());
        }
    }

    private boolean await(Connection connection) throws IOException {
        if (connection.answer().isUpgrade()) {
            holders.add(new Holder(connection, System.nanoTime()));
        }
        return true;
    }

    private List<Duration> pass(Holder first) throws IOException, InterruptedException {
        List<Duration> took = new ArrayList<>();
        Holder holder = first;
        for (int i = 0; i < WARM_UP + COUNTED; i++) {
            long start = System.nanoTime();
            holder.connection().leave();
            Holder next = next();
            took.add(Duration.ofNanos(next.since() - start));
            holder.connection().close();
            holder = next;
        }
        return took;
    }

    private Holder next() throws IOException, InterruptedException {
        Holder next = holders.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new EOFException("nobody gets the slot that is free");
        }
        return next;
    }
}
