package org.careagent.neuron.adapters.outbound.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.Measurements;
import org.careagent.neuron.application.port.Measurements.HandshakeOutcome;
import org.careagent.neuron.application.port.MeasurementsContract;
import org.careagent.neuron.domain.handshake.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

final class HelidonMeasurementsTest extends MeasurementsContract {
    private final HelidonMeasurements measurements = new HelidonMeasurements();

    @Override
    protected Measurements measurements() {
        return measurements;
    }

    @AfterEach
    void close() {
        measurements.close();
    }

    private double value(String name, String... labels) {
        return value(measurements, name, labels);
    }

    private static double value(HelidonMeasurements of, String name, String... labels) {
        return of.text()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsZeroBeforeAnythingHappened() {
        assertThat(value("neuron_handshakes_total", "outcome=\"completed\"")).isZero();
        assertThat(value("neuron_handshake_phase_seconds_count", "phase=\"challenged\"")).isZero();
        assertThat(value("neuron_queue_wait_seconds_count")).isZero();
        assertThat(value("neuron_commits_total")).isZero();
    }

    @Test
    void countsHandshakesByWhatBecameOfThem() {
        measurements.ended(HandshakeOutcome.COMPLETED);
        measurements.ended(HandshakeOutcome.COMPLETED);
        measurements.ended(HandshakeOutcome.TIMED_OUT);

        assertThat(value("neuron_handshakes_total", "outcome=\"completed\"")).isEqualTo(2);
        assertThat(value("neuron_handshakes_total", "outcome=\"timed_out\"")).isEqualTo(1);
    }

    @Test
    void timesPhasesInSeconds() {
        measurements.left(Phase.AUTHENTICATING, Duration.ofMillis(1_500));

        assertThat(value("neuron_handshake_phase_seconds_sum", "phase=\"authenticating\""))
                .isEqualTo(1.5);
        assertThat(
                        value(
                                "neuron_handshake_phase_seconds_bucket",
                                "phase=\"authenticating\"",
                                "le=\"1.0\""))
                .isZero();
        assertThat(
                        value(
                                "neuron_handshake_phase_seconds_bucket",
                                "phase=\"authenticating\"",
                                "le=\"2.5\""))
                .isEqualTo(1);
    }

    @Test
    void countsChangesAndHowManyWereStoredTogether() {
        measurements.stored(3, Duration.ofMillis(4));
        measurements.stored(1, Duration.ofMillis(4));

        assertThat(value("neuron_commits_total")).isEqualTo(4);
        assertThat(value("neuron_commit_batch_size_count")).isEqualTo(2);
        assertThat(value("neuron_commit_batch_size_sum")).isEqualTo(4);
        assertThat(value("neuron_commit_seconds_count")).isEqualTo(2);
    }

    @Test
    void countsRequestsByRouteMethodAndStatus() {
        measurements.answered("/health", "GET", 200, Duration.ofMillis(2));

        assertThat(
                        value(
                                "neuron_http_requests_total",
                                "route=\"/health\"",
                                "method=\"GET\"",
                                "status=\"200\""))
                .isEqualTo(1);
        assertThat(value("neuron_http_request_seconds_count", "route=\"/health\"")).isEqualTo(1);
    }

    @Test
    void asksForGaugesAndForeignCountsWhenTheyAreRead() {
        AtomicLong now = new AtomicLong(7);
        measurements.gauge("neuron_handshakes_active", "Active", now::get);
        measurements.counter("neuron_audit_bytes_total", "Bytes", now::get);
        now.set(9);

        assertThat(value("neuron_handshakes_active")).isEqualTo(9);
        assertThat(value("neuron_audit_bytes_total")).isEqualTo(9);
    }

    @Test
    void asksOnWhenGarbageWasCollected() {
        measurements.gauge("neuron_handshakes_active", "Active", new AtomicLong(7)::get);
        measurements.counter("neuron_audit_bytes_total", "Bytes", new AtomicLong(9)::get);
        collectGarbage();

        assertThat(value("neuron_handshakes_active")).isEqualTo(7);
        assertThat(value("neuron_audit_bytes_total")).isEqualTo(9);
    }

    private static void collectGarbage() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        Instant deadline = Instant.now().plusSeconds(20);
        while (garbage.get() != null) {
            assertThat(Instant.now()).isBefore(deadline);
            System.gc();
        }
    }

    @Test
    void beginsAtZeroAfterAnotherOneOfTheProcessWasClosed() {
        measurements.ended(HandshakeOutcome.COMPLETED);
        measurements.gauge("neuron_handshakes_active", "Active", () -> 1);
        measurements.close();

        try (HelidonMeasurements next = new HelidonMeasurements()) {
            next.gauge("neuron_handshakes_active", "Active", () -> 2);

            assertThat(value(next, "neuron_handshakes_total", "outcome=\"completed\"")).isZero();
            assertThat(value(next, "neuron_handshakes_active")).isEqualTo(2);
        }
    }
}
