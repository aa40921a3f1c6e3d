package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.IntroductionSignal;
import org.careagent.neuron.domain.identity.Npi;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

/// Hears what the nodes on one database announce, over a connection of its own. Where that is lost
/// it connects anew, ever more slowly while it fails; and as long as it hears nothing of what it
/// says itself, it tells its ear every second that there may be something.
final class PostgresEar implements Runnable, AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(PostgresEar.class.getName());
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);
    // How often it makes sure that it hears: a connection whose other end is gone without a word
    // is found out by it, and so is a pool in between that does not pass notifications on.
    private static final Duration BETWEEN_ECHOES = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(16);

    private final DataSource source;
    private final boolean works;
    private final IntroductionSignal.Ear ear;
    private final String echo = "echo " + UUID.randomUUID();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private volatile boolean closed;
    private volatile Optional<Connection> connection = Optional.empty();
    // Of the thread that listens alone.
    private boolean hears;
    private Duration pause = BETWEEN_POLLS;

    /// @param works whether the database has LISTEN at all
    PostgresEar(DataSource source, boolean works, IntroductionSignal.Ear ear) {
        this.source = source;
        this.works = works;
        this.ear = ear;
    }

    @Override
    public void run() {
        while (!closed) {
            if (works) {
                listenWhileItLasts();
            }
            pollFor(works ? pause : LONGEST_PAUSE);
            pause = longer(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    // To close a connection twice does nothing.
    private void listenWhileItLasts() {
        try (Connection opened = source.getConnection()) {
            connection = Optional.of(opened);
            listen(opened);
        } catch (SQLException | RuntimeException e) {
            if (!closed) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "introductions of other nodes are looked for once a second until the"
                                + " database can be listened to again: {0}",
                        e.getClass().getName());
            }
        } finally {
            connection = Optional.empty();
            hears = false;
        }
    }

    private void listen(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("LISTEN " + PostgresChannel.NAME);
        }
        ear.introducedPerhaps();
        PGConnection notifying = opened.unwrap(PGConnection.class);
        while (!closed) {
            askForEcho(opened);
            hearUntil(System.nanoTime() + BETWEEN_ECHOES.toNanos(), notifying);
        }
    }

    private void askForEcho(Connection opened) throws SQLException {
        hears = false;
        try (PreparedStatement statement = opened.prepareStatement("SELECT pg_notify(?, ?)")) {
            statement.setString(1, PostgresChannel.NAME);
            statement.setString(2, echo);
            statement.execute();
        }
    }

    private void hearUntil(long end, PGConnection notifying) throws SQLException {
        while (!closed && System.nanoTime() - end < 0) {
            PGNotification[] heard =
                    notifying.getNotifications(Math.toIntExact(BETWEEN_POLLS.toMillis()));
            if (heard != null) {
                for (PGNotification each : heard) {
                    hear(each.getParameter());
                }
            }
            if (hears) {
                pause = BETWEEN_POLLS;
            } else {
                ear.introducedPerhaps();
            }
        }
    }

    private void hear(String said) {
        if (said.equals(echo)) {
            hears = true;
        } else {
            Npi.parse(said).ifPresent(ear::introduced);
        }
    }

    private void pollFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (!closed && System.nanoTime() - end < 0) {
            ear.introducedPerhaps();
            awaitClosing(BETWEEN_POLLS);
        }
    }

    private void awaitClosing(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        connection.ifPresent(PostgresEar::breakOff);
    }

    // Does not wait for a read that is under way, as closing would.
    private static void breakOff(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException _) {
            // It has ended by itself.
        }
    }
}
