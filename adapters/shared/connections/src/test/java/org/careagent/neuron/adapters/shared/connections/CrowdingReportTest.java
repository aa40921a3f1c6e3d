package org.careagent.neuron.adapters.shared.connections;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

class CrowdingReportTest {
    private static final Logger LOG = Logger.getLogger(CrowdingReport.class.getName());

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final CrowdingReport report = new CrowdingReport(236, clock);
    private final Lines lines = new Lines();

    private static final class Lines extends Handler {
        private final List<String> all = new ArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            all.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        LOG.addHandler(lines);
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(lines);
    }

    @Test
    void saysAtOnceThatThereIsNoRoom() {
        report.crowded();
        assertThat(lines.all).hasSize(1);
        assertThat(lines.all.getFirst())
                .contains("236", "server.maxConnections", "1 since last said");
    }

    @Test
    void saysSoOnceAMinuteHoweverManyCome() {
        for (int second = 0; second < 60; second++) {
            report.crowded();
            report.crowded();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(lines.all).hasSize(1);
        report.crowded();
        assertThat(lines.all).hasSize(2);
        assertThat(lines.all.getLast()).contains("120 since last said");
    }
}
