package org.careagent.neuron.adapters.outbound.metrics;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.DistributionSummary;
import io.helidon.metrics.api.Timer;

import org.careagent.neuron.adapters.outbound.metrics.Meters.Label;
import org.careagent.neuron.application.port.Measurements;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.handshake.Phase;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Measurements in the format of Prometheus (docs/OPERATIONS.md has the names). All are there from
/// the start, with the value zero, but for those of requests, which come with the first request.
public final class HelidonMeasurements implements Measurements, AutoCloseable {
    // From what a healthy Neuron takes to what a patient's agent gives up on.
    private static final List<Duration> BUCKETS =
            List.of(
                    Duration.ofMillis(1),
                    Duration.ofMillis(5),
                    Duration.ofMillis(10),
                    Duration.ofMillis(25),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofMillis(250),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(2_500),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30));

    private final Meters meters = new Meters();
    private final Map<HandshakeOutcome, Counter> ended;
    private final Map<Phase, Timer> phases;
    private final Timer queueWait;
    private final Counter good;
    private final Counter badKey;
    private final Counter badSignature;
    private final Counter commits;
    private final DistributionSummary batchSize;
    private final Timer commitTime;
    // By what they are of; strangers choose none of it.
    private final Map<Asked, Counter> requests = new ConcurrentHashMap<>();
    private final Map<String, Timer> requestTimes = new ConcurrentHashMap<>();

    private record Asked(String route, String method, int status) {}

    /// Measurements of a Neuron that has done nothing yet.
    public HelidonMeasurements() {
        ended =
                each(
                        HandshakeOutcome.class,
                        outcome ->
                                meters.counter(
                                        "neuron_handshakes_total",
                                        "Handshakes that are over, by what became of them",
                                        label("outcome", outcome)));
        phases =
                each(
                        Phase.class,
                        phase ->
                                meters.timer(
                                        "neuron_handshake_phase_seconds",
                                        "How long handshakes were in a phase",
                                        BUCKETS,
                                        label("phase", phase)));
        queueWait =
                meters.timer(
                        "neuron_queue_wait_seconds",
                        "How long those who were let in had to wait for it",
                        BUCKETS);
        good = verifications("good");
        badKey = verifications("bad_key");
        badSignature = verifications("bad_signature");
        commits = meters.counter("neuron_commits_total", "Changes that were stored");
        batchSize =
                meters.summary(
                        "neuron_commit_batch_size",
                        "How many changes were stored together",
                        1,
                        2,
                        4,
                        8,
                        16,
                        32,
                        64,
                        128,
                        256);
        commitTime =
                meters.timer(
                        "neuron_commit_seconds",
                        "How long it took to store what is stored together",
                        BUCKETS);
    }

    private static <E extends Enum<E>, M> Map<E, M> each(Class<E> type, Function<E, M> meter) {
        Map<E, M> all = new EnumMap<>(type);
        Arrays.stream(type.getEnumConstants()).forEach(it -> all.put(it, meter.apply(it)));
        return all;
    }

    private static Label label(String name, Enum<?> value) {
        return new Label(name, value.name().toLowerCase(Locale.ROOT));
    }

    private Counter verifications(String result) {
        return meters.counter(
                "neuron_signature_verifications_total",
                "Signatures that were looked at, by what was found",
                new Label("result", result));
    }

    @Override
    public void ended(HandshakeOutcome outcome) {
        counted(ended, outcome).increment();
    }

    @Override
    public void left(Phase phase, Duration stayed) {
        counted(phases, phase).record(atLeastNone(stayed));
    }

    // Every constant has its own.
    private static <K, M> M counted(Map<K, M> meters, K key) {
        return Objects.requireNonNull(meters.get(key));
    }

    @Override
    public void admitted(Duration waited) {
        queueWait.record(atLeastNone(waited));
    }

    @Override
    public void verified(SignatureCheck result) {
        switch (result) {
            case SignatureCheck.Holds _ -> good.increment();
            case SignatureCheck.BadKey _ -> badKey.increment();
            case SignatureCheck.BadSignature _ -> badSignature.increment();
        }
    }

    @Override
    public void stored(int changes, Duration took) {
        commits.increment(changes);
        batchSize.record(changes);
        commitTime.record(atLeastNone(took));
    }

    /// A request was answered over HTTP.
    ///
    /// @param route the template of its path, or one word for all that have none
    /// @param method one of a few
    public void answered(String route, String method, int status, Duration took) {
        requests.computeIfAbsent(new Asked(route, method, status), this::requestsOf).increment();
        requestTimes.computeIfAbsent(route, this::timeOf).record(atLeastNone(took));
    }

    private Counter requestsOf(Asked asked) {
        return meters.counter(
                "neuron_http_requests_total",
                "Requests that were answered",
                new Label("route", asked.route()),
                new Label("method", asked.method()),
                new Label("status", Integer.toString(asked.status())));
    }

    private Timer timeOf(String route) {
        return meters.timer(
                "neuron_http_request_seconds",
                "How long it took to answer requests",
                BUCKETS,
                new Label("route", route));
    }

    /// Adds what is so at the moment. `now` is asked whenever somebody reads [#text].
    public void gauge(String name, String meaning, LongSupplier now) {
        meters.gauge(name, meaning, now);
    }

    /// Adds a count that somebody else keeps. `count` is asked whenever somebody reads [#text], and
    /// never goes down.
    public void counter(String name, String meaning, LongSupplier count) {
        meters.counter(name, meaning, count);
    }

    /// All measurements, in the text format of Prometheus.
    public String text() {
        return meters.text();
    }

    // A clock may be set back.
    private static Duration atLeastNone(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    @Override
    public void close() {
        meters.close();
    }
}
