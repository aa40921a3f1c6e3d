package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks for the connection, and waits: a Neuron may hold the request in its queue before it answers
/// (handshake protocol, section 5).
final class Door {
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration MOST_FOR_A_BODY = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMillis(100);

    private final HttpClient http;
    private final ResponseHeaders headers;
    private final Watch watch;
    private final Trace trace;
    private boolean toldOfWaiting;
    private Optional<Duration> answerBegan = Optional.empty();

    Door(HttpClient http, ResponseHeaders headers, Watch watch, Trace trace) {
        this.http = http;
        this.headers = headers;
        this.watch = watch;
        this.trace = trace;
    }

    /// What came of it.
    sealed interface Answer {
        /// The connection stands.
        record Open(WebSocket socket, Inbox inbox) implements Answer {}

        /// It does not.
        record Shut(Outcome outcome) implements Answer {}
    }

    Answer knock(NeuronAddress address) throws InterruptedException {
        trace.saw(watch.elapsed(), new Trace.Event.Connecting(address.uri()));
        Inbox inbox = new Inbox();
        CompletableFuture<WebSocket> opening =
                http.newWebSocketBuilder().buildAsync(address.uri(), inbox);
        try {
            WebSocket socket = await(opening);
            trace.saw(watch.elapsed(), new Trace.Event.Answered(101));
            return new Answer.Open(socket, inbox);
        } catch (ExecutionException e) {
            return shut(new FailedConnection(address, watch).outcome(e));
        } catch (TimeoutException _) {
            opening.cancel(true);
            return shut(gaveUp());
        }
    }

    private Answer shut(Outcome outcome) {
        if (outcome instanceof Outcome.TurnedAway(int status, _)) {
            trace.saw(watch.elapsed(), new Trace.Event.Answered(status));
        }
        return new Answer.Shut(outcome);
    }

    private WebSocket await(CompletableFuture<WebSocket> opening)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            try {
                return opening.get(watch.left(STEP).toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (!watch.left().isPositive() || isEndless()) {
                    throw e;
                }
                tellOfWaiting();
            }
        }
    }

    // The JDK reads the body of an answer that is no upgrade into memory, to its end.
    private boolean isEndless() {
        if (headers.haveArrived() && answerBegan.isEmpty()) {
            answerBegan = Optional.of(watch.elapsed());
        }
        return answerBegan
                .filter(began -> watch.elapsed().minus(began).compareTo(MOST_FOR_A_BODY) > 0)
                .isPresent();
    }

    private void tellOfWaiting() {
        if (!toldOfWaiting && watch.elapsed().compareTo(QUIET) > 0) {
            toldOfWaiting = true;
            trace.saw(watch.elapsed(), new Trace.Event.StillWaiting());
        }
    }

    private Outcome gaveUp() {
        return answerBegan.isPresent()
                ? new Outcome.Unreachable(
                        Outcome.Obstacle.OTHER,
                        "it answers by HTTP, not by WebSocket, and its answer does not end")
                : new Outcome.Unreachable(
                        Outcome.Obstacle.TIMEOUT, "no answer within " + watch.patience());
    }
}
