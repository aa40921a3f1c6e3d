package org.careagent.neuron.bootstrap.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Asks web addresses, each for a short while.
final class Web implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LONGEST_BODY = 4096;
    // The time of an answer is in whole seconds, cut off.
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final InstantSource clock;
    private final Executor threads;
    private final Duration patience;
    private final HttpClient client;
    private final HttpClient ownClient;

    /// @param patience how long each may take to answer
    Web(InstantSource clock, Executor threads, Duration patience) {
        this.clock = clock;
        this.threads = threads;
        this.patience = patience;
        this.client = builder(patience).build();
        this.ownClient = builder(patience).sslContext(AnyCertificate.accepted()).build();
    }

    private static HttpClient.Builder builder(Duration patience) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER);
    }

    /// What comes of a GET of `address`.
    CompletableFuture<Probe> get(URI address) {
        return get(client, address);
    }

    /// What comes of a GET of `address`, which is this machine's own.
    CompletableFuture<Probe> getOwn(URI address) {
        return get(ownClient, address);
    }

    private CompletableFuture<Probe> get(HttpClient client, URI address) {
        return CompletableFuture.supplyAsync(() -> ask(client, address), threads)
                // Looking a name up knows no timeout of its own.
                .completeOnTimeout(tooLate(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// `address` as it may be shown: without what may be a secret in it.
    static String shown(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        String path = Optional.ofNullable(address.getRawPath()).orElse("");
        return address.getScheme() + "://" + address.getHost() + port + path;
    }

    /// Whether `address` leads to this very machine, wherever it is used.
    static boolean isThisMachine(URI address) {
        String host = address.getHost();
        return host.equalsIgnoreCase("localhost")
                || host.startsWith("127.")
                || host.equals("[::1]");
    }

    private Probe ask(HttpClient client, URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(patience).GET().build();
        Instant asked = clock.instant();
        try {
            HttpResponse<InputStream> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            Instant middle = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
            try (InputStream body = answer.body()) {
                return new Probe.Answered(
                        answer.statusCode(),
                        new String(body.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8),
                        date(answer).map(theirs -> Duration.between(theirs, middle)),
                        answer.sslSession().flatMap(Web::certificateEnd));
            }
        } catch (IOException e) {
            return new Probe.Unanswered(why(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return tooLate();
        }
    }

    private Probe tooLate() {
        return new Probe.Unanswered(noAnswer());
    }

    private String noAnswer() {
        return "no answer within " + patience.toSeconds() + " s";
    }

    private static Optional<Instant> date(HttpResponse<?> answer) {
        return answer.headers().firstValue("Date").flatMap(Web::date);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .plus(HALF_A_SECOND));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> certificateEnd(SSLSession session) {
        try {
            Certificate first = session.getPeerCertificates()[0];
            return first instanceof X509Certificate certificate
                    ? Optional.of(certificate.getNotAfter().toInstant())
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException _) {
            return Optional.empty();
        }
    }

    private String why(IOException e) {
        return switch (e) {
            case HttpTimeoutException _ -> noAnswer();
            case SSLException _ ->
                    "its TLS certificate is not accepted: expired, for another name, or of an"
                            + " issuer that is not known here";
            case ConnectException _ ->
                    isCausedByName(e)
                            ? "its name is not known: mistyped, or no DNS here"
                            : "the connection is refused";
            default -> "the connection broke (" + e.getClass().getSimpleName() + ")";
        };
    }

    private static boolean isCausedByName(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        client.shutdownNow();
        ownClient.shutdownNow();
    }
}
