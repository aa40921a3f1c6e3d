package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Connection;
import org.careagent.neuron.load.client.Door;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/// A crowd of one address that wants nothing: each connects, goes as far as it was told, and then
/// is silent until it is thrown out. Then it comes again, until the siege is lifted.
final class Siege implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Door door;
    private final InetAddress from;
    private final LongAdder visits = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Clients<Boolean> crowd = new Clients<>();

    private Siege(Door door, InetAddress from) {
        this.door = door;
        this.from = from;
    }

    /// How far one goes before it is silent.
    @FunctionalInterface
    interface Approach {
        void make(Connection connection) throws IOException;
    }

    /// Sends `count` of them, who come in a matter of seconds.
    static Siege lay(Door door, InetAddress from, int count, IntFunction<Approach> approaches) {
        Siege siege = new Siege(door, from);
        for (int i = 0; i < count; i++) {
            siege.crowd.start(siege.besieger(approaches.apply(i)));
        }
        return siege;
    }

    private Callable<Boolean> besieger(Approach approach) {
        return () -> {
            while (!Thread.currentThread().isInterrupted()) {
                visit(approach);
                Thread.sleep(PAUSE);
            }
            return true;
        };
    }

    private void visit(Approach approach) {
        try (Connection connection = door.connect(from)) {
            visits.increment();
            approach.make(connection);
            connection.awaitEnd();
        } catch (IOException _) {
            failures.increment();
        }
    }

    /// How often one of them got a connection.
    long visits() {
        return visits.sum();
    }

    /// How often one of them got none, or was thrown out on the way.
    long failures() {
        return failures.sum();
    }

    /// All leave, by FIN.
    @Override
    public void close() {
        crowd.close();
    }
}
