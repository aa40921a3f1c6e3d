package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;

import javax.net.ssl.SSLContext;

/// A patient's agent, at the door of any Neuron: connects, presents a consent, proves the key, and
/// says how it ended (handshake protocol, section 2).
///
/// The Neuron is a stranger. Whatever it sends or does not send, a visit ends in time and in
/// bounded memory, nothing of it is obeyed by a terminal, and a challenge for another provider is
/// not signed.
public final class HandshakeClient {
    private static final Duration MOST_TO_CONNECT = Duration.ofSeconds(10);

    private final PatientKeyPair key;
    private final SSLContext tls;
    private final InstantSource clock;
    private final Trace trace;

    /// @param key the patient's
    /// @param tls whose certificates are trusted
    /// @param clock dates the consents
    /// @param trace is told what happens
    public HandshakeClient(PatientKeyPair key, SSLContext tls, InstantSource clock, Trace trace) {
        this.key = key;
        this.tls = tls;
        this.clock = clock;
        this.trace = trace;
    }

    /// Runs `errand`, once.
    ///
    /// @throws InterruptedException if the thread is told to stop; the connection is broken off
    public Outcome visit(Errand errand) throws InterruptedException {
        Watch watch = new Watch(errand.patience());
        ResponseHeaders headers = new ResponseHeaders();
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(watch.left(MOST_TO_CONNECT))
                        .sslContext(tls)
                        .cookieHandler(headers)
                        .build();
        try {
            return switch (new Door(http, headers, watch, trace).knock(errand.address())) {
                case Door.Answer.Shut(Outcome outcome) -> outcome;
                case Door.Answer.Open(var socket, var inbox) ->
                        new Conversation(
                                        errand,
                                        new PatientMessages(errand, key),
                                        new Line(socket, inbox, watch, trace),
                                        new NeuronClock(http, headers, clock, watch, trace))
                                .hold(clock.instant());
            };
        } finally {
            http.shutdownNow();
        }
    }
}
