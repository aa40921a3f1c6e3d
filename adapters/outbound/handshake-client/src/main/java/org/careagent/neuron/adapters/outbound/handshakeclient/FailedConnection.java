package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

/// Says what became of a connection from the exception that the JDK makes of it.
final class FailedConnection {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final NeuronAddress address;
    private final Watch watch;

    FailedConnection(NeuronAddress address, Watch watch) {
        this.address = address;
        this.watch = watch;
    }

    Outcome outcome(Throwable thrown) {
        List<Throwable> causes =
                Stream.iterate(thrown, c -> c != null, Throwable::getCause).toList();
        return first(causes, WebSocketHandshakeException.class)
                .map(FailedConnection::answered)
                .orElseGet(() -> unreachable(causes));
    }

    private static Outcome answered(WebSocketHandshakeException e) {
        int status = e.getResponse().statusCode();
        if (status != SWITCHING_PROTOCOLS) {
            return new Outcome.TurnedAway(
                    status,
                    e.getResponse().headers().firstValue("Retry-After").map(VisibleText::phrase));
        }
        Throwable cause = e.getCause();
        return new Outcome.ProtocolBroken(
                "its answer to the upgrade request is not WebSocket's: "
                        + text(cause == null ? e : cause));
    }

    private Outcome unreachable(List<Throwable> causes) {
        String host = address.uri().getHost();
        Throwable last = causes.getLast();
        if (any(causes, UnresolvedAddressException.class)
                || any(causes, UnknownHostException.class)) {
            return unreachable(Outcome.Obstacle.NAME_NOT_FOUND, "there is no host " + host);
        }
        if (any(causes, HttpConnectTimeoutException.class)) {
            return unreachable(
                    Outcome.Obstacle.TIMEOUT,
                    "no connection to " + host + " within " + watch.elapsed().toSeconds() + " s");
        }
        if (any(causes, SSLException.class)) {
            return unreachable(Outcome.Obstacle.TLS, text(last));
        }
        if (any(causes, ConnectException.class)) {
            return unreachable(
                    Outcome.Obstacle.CONNECTION_REFUSED, "nobody listens at " + authority());
        }
        return any(causes, EOFException.class)
                ? unreachable(Outcome.Obstacle.OTHER, "the connection was closed without an answer")
                : unreachable(Outcome.Obstacle.OTHER, text(last));
    }

    private String authority() {
        return address.uri().getRawAuthority();
    }

    private static Outcome unreachable(Outcome.Obstacle obstacle, String detail) {
        return new Outcome.Unreachable(obstacle, detail);
    }

    private static String text(Throwable thrown) {
        return thrown.getMessage() == null
                ? thrown.getClass().getSimpleName()
                : VisibleText.phrase(thrown.getMessage());
    }

    private static boolean any(List<Throwable> causes, Class<? extends Throwable> type) {
        return first(causes, type).isPresent();
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
