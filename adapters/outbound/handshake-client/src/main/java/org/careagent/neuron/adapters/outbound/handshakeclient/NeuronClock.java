package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The Neuron's clock, as far as its HTTP tells: a consent is refused for its date when the two
/// machines do not agree on the time.
final class NeuronClock {
    private static final Duration MOST = Duration.ofSeconds(3);

    private final HttpClient http;
    private final ResponseHeaders headers;
    private final InstantSource clock;
    private final Watch watch;
    private final Trace trace;

    NeuronClock(
            HttpClient http,
            ResponseHeaders headers,
            InstantSource clock,
            Watch watch,
            Trace trace) {
        this.http = http;
        this.headers = headers;
        this.clock = clock;
        this.watch = watch;
        this.trace = trace;
    }

    /// How far this machine's clock is ahead of that of the Neuron at `address`, to the second;
    /// empty if the Neuron does not tell.
    ///
    /// Asks by a plain request, which every HTTP server answers somehow.
    Optional<Duration> lead(NeuronAddress address) throws InterruptedException {
        var answered =
                http.sendAsync(
                        HttpRequest.newBuilder(address.plain()).build(),
                        HttpResponse.BodyHandlers.discarding());
        try {
            var _ = answered.get(watch.left(MOST).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // Its headers may have come all the same.
            answered.cancel(true);
        }
        trace.saw(watch.elapsed(), new Trace.Event.ClockAsked(address.plain(), headers.date()));
        return headers.date()
                .map(date ->
                        Duration.between(date, clock.instant()).truncatedTo(ChronoUnit.SECONDS));
    }
}
