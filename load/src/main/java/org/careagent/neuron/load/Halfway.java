package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Connection;
import org.careagent.neuron.load.client.Frames;
import org.careagent.neuron.load.client.Heard;
import org.careagent.neuron.load.client.HttpAnswer;
import org.careagent.neuron.load.client.Patient;
import org.careagent.neuron.load.server.Options;
import org.careagent.neuron.load.server.Setup;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Handshake protocol, section 5: a slot is freed exactly once, however the connection ends.
final class Halfway {
    private static final int CLIENTS = 1000;
    private static final int HONEST = 100;

    /// So that what is signed here does not take the clients longer than they have.
    private static final int AT_ONCE = 50;

    /// The deadline of the state, that of the close, and one second of ours to notice.
    private static final Duration FREE = Duration.ofSeconds(4);

    private final Report report;
    private final Scene scene;

    private Halfway(Report report, Scene scene) {
        this.report = report;
        this.scene = scene;
    }

    /// Where a client stops.
    private enum Stage {
        AFTER_THE_UPGRADE {
            @Override
            void reach(Connection connection, Patient patient) {}
        },
        AFTER_AUTH {
            @Override
            void reach(Connection connection, Patient patient) throws IOException {
                connection.say(patient.auth());
            }
        },
        MID_FRAME {
            @Override
            void reach(Connection connection, Patient patient) throws IOException {
                byte[] frame = Frames.text(patient.auth());
                connection.send(Arrays.copyOf(frame, frame.length / 2));
            }
        },
        AFTER_THE_CHALLENGE {
            @Override
            void reach(Connection connection, Patient patient) throws IOException {
                connection.say(patient.auth());
                var _ = text(connection);
            }
        },
        IN_THE_CLOSE {
            @Override
            void reach(Connection connection, Patient patient) throws IOException {
                connection.say(patient.auth());
                connection.say(patient.answer(text(connection)));
                var _ = text(connection);
                if (!(connection.hear() instanceof Heard.Close)) {
                    throw new EOFException("no close");
                }
            }
        };

        abstract void reach(Connection connection, Patient patient) throws IOException;

        private static String text(Connection connection) throws IOException {
            if (connection.hear() instanceof Heard.Text(String content)) {
                return content;
            }
            throw new EOFException("no message");
        }
    }

    static void run(Report report, Options options) throws IOException, InterruptedException {
        Setup setup = Setup.of("authTimeoutMs: 1000", "challengeTimeoutMs: 1000");
        try (Scene scene = Scene.set(report, options, setup)) {
            new Halfway(report, scene).play();
        }
    }

    private void play() throws IOException, InterruptedException {
        var _ = scene.shakeHands(HONEST);
        Await.requireStatus(scene.neuron(), FREE, status -> status.isEmpty(), "nobody is there");
        long sockets = scene.neuron().gauges().sockets();
        stop("silent", false, sockets);
        stop("by reset", true, sockets);
        long complete = scene.shakeHands(HONEST);
        report.check(
                complete == HONEST,
                "afterwards honest handshakes complete (%d of %d), without a restart"
                        .formatted(complete, HONEST));
    }

    private void stop(String how, boolean reset, long sockets)
            throws IOException, InterruptedException {
        report.say("  %,d clients stop halfway, %s".formatted(CLIENTS, how));
        List<Patient> patients = Patient.strangers(CLIENTS);
        List<Stopped> stopped =
                Clients.run(
                        CLIENTS, AT_ONCE, i -> () -> goHalfway(stage(i), patients.get(i), reset));
        judge(how, stopped, sockets);
        stopped.forEach(it -> it.connection().ifPresent(Connection::close));
    }

    private static Stage stage(int i) {
        return Stage.values()[i % Stage.values().length];
    }

    /// A client that has gone as far as it goes.
    ///
    /// @param connection still open on our side, unless it was to be reset
    /// @param fault why it did not get as far as it should
    private record Stopped(Optional<Connection> connection, Optional<String> fault) {}

    private Stopped goHalfway(Stage stage, Patient patient, boolean reset) {
        Optional<Connection> open = Optional.empty();
        try {
            Connection connection = scene.door().queue(Scene.CROWD);
            open = Optional.of(connection);
            stage.reach(upgraded(connection), patient);
            if (reset) {
                connection.reset();
            }
            return new Stopped(open, Optional.empty());
        } catch (IOException e) {
            return new Stopped(open, Optional.of(stage + ": " + e.getMessage()));
        }
    }

    private static Connection upgraded(Connection connection) throws IOException {
        HttpAnswer answer = connection.answer();
        if (!answer.isUpgrade()) {
            throw new EOFException("answered " + answer.status());
        }
        return connection;
    }

    private void judge(String how, List<Stopped> stopped, long sockets)
            throws IOException, InterruptedException {
        Optional<Duration> free = Await.status(scene.neuron(), FREE, status -> status.isEmpty());
        Optional<Duration> closed =
                Await.until(FREE, () -> scene.neuron().gauges().sockets() <= sockets);
        report.figure("from the last stop to the last slot", text(free));
        report.figure("and from then to the last socket", text(closed));
        List<String> faults = stopped.stream().flatMap(it -> it.fault().stream()).toList();
        report.check(
                faults.isEmpty(),
                "all got where they were to stop (%d), %s".formatted(CLIENTS - faults.size(), how));
        report.sayCounted(faults);
        report.check(free.isPresent(), "every slot is free in time, " + how);
        report.check(closed.isPresent(), "every socket is closed in time, " + how);
    }

    private String text(Optional<Duration> time) throws IOException {
        return time.isPresent()
                ? Figures.millis(time.get())
                : "not within %s: %s, %d sockets"
                        .formatted(
                                Figures.millis(FREE),
                                scene.neuron().status(),
                                scene.neuron().gauges().sockets());
    }
}
