package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.adapters.outbound.jooq.DatabaseAwayException;
import org.careagent.neuron.adapters.outbound.jooq.PostgresAccess;
import org.careagent.neuron.adapters.outbound.jooq.PostgresDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

@Timeout(60)
final class PatienceTest {
    private static final Logger LOG = Logger.getLogger(Patience.class.getName());

    private final List<String> logged = new ArrayList<>();
    private final Handler listener =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    logged.add(new SimpleFormatter().formatMessage(line));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        LOG.addHandler(listener);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(listener);
    }

    @Test
    void waitsForADatabaseThatComesUpAndSaysSoOnce() {
        int port = portOfNobody();
        List<Integer> attempts = new ArrayList<>();

        String opened =
                Patience.untilDatabaseIsThere(
                        Duration.ofSeconds(30),
                        () -> {
                            attempts.add(port);
                            if (attempts.size() < 3) {
                                openAt(port);
                            }
                            return "opened";
                        });

        assertThat(opened).isEqualTo("opened");
        assertThat(attempts).hasSize(3);
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("The database PostgreSQL //localhost:" + port)
                .contains("cannot be reached")
                .endsWith("waiting for it, for 30 s at most");
    }

    @Test
    void givesUpADatabaseThatDoesNotCome() {
        int port = portOfNobody();

        assertThatThrownBy(() ->
                        Patience.untilDatabaseIsThere(
                                Duration.ofMillis(1),
                                () -> {
                                    openAt(port);
                                    return "opened";
                                }))
                .isInstanceOf(DatabaseAwayException.class)
                .hasMessageContaining("Check storage.url");
    }

    private static void openAt(int port) {
        PostgresDatabase.open(
                        new PostgresAccess(
                                "jdbc:postgresql://localhost:" + port + "/neuron",
                                Optional.of("neuron"),
                                Optional.empty(),
                                1))
                .close();
    }

    private static int portOfNobody() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
