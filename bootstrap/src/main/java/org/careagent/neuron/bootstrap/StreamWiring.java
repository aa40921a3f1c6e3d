package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.inbound.websocket.ProviderListener;
import org.careagent.neuron.adapters.inbound.websocket.transport.AllowedOrigins;
import org.careagent.neuron.adapters.inbound.websocket.transport.StreamEndpoint;
import org.careagent.neuron.adapters.inbound.websocket.transport.TransportLimits;
import org.careagent.neuron.adapters.outbound.system.SecureNonceSource;
import org.careagent.neuron.adapters.shared.connections.TrustedProxies;
import org.careagent.neuron.application.access.CheckApiKey;
import org.careagent.neuron.application.flood.Floods;
import org.careagent.neuron.application.introduction.IntroductionStreams;
import org.careagent.neuron.application.introduction.StreamGate;
import org.careagent.neuron.application.introduction.Visit;
import org.careagent.neuron.application.port.IntroductionSignal;
import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.Timers;
import org.careagent.neuron.application.provider.AcknowledgeIntroduction;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.consent.SignatureVerifier;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;

/// Providers' own connections, put together.
///
/// @param streams who is connected
/// @param endpoint where they connect
/// @param listening to what there is for them
record StreamWiring(
        IntroductionStreams streams,
        StreamEndpoint endpoint,
        IntroductionSignal.Listening listening) {

    /// The streams over what `ledger` keeps.
    ///
    /// @param keys tells good API keys
    /// @param failures how often an address may come with a bad key, or none
    static StreamWiring of(
            Settings settings,
            Ledger ledger,
            CheckApiKey keys,
            Floods failures,
            SignatureVerifier signatures,
            Timers timers,
            InstantSource clock) {
        IntroductionStore introductions = ledger.storage().introductions();
        IntroductionStreams streams =
                new IntroductionStreams(
                        gate(settings, ledger, keys, failures, signatures),
                        introductions,
                        new AcknowledgeIntroduction(introductions, ledger.journal(), clock),
                        Thread::startVirtualThread,
                        timers,
                        clock);
        return new StreamWiring(
                streams,
                endpoint(settings, streams),
                ledger.storage().introductionSignal().listen(streams));
    }

    private static StreamGate gate(
            Settings settings,
            Ledger ledger,
            CheckApiKey keys,
            Floods failures,
            SignatureVerifier signatures) {
        return new StreamGate(
                settings.organization().npi(),
                settings.handshake().challengeTimeout(),
                ledger.providers(),
                keys,
                signatures,
                new SecureNonceSource(),
                failures,
                ledger.journal());
    }

    private static StreamEndpoint endpoint(Settings settings, IntroductionStreams streams) {
        Settings.WebSocket webSocket = settings.webSocket();
        return new StreamEndpoint(
                TransportLimits.ofPayload(webSocket.maxPayloadBytes()),
                new AllowedOrigins(new HashSet<>(webSocket.allowedOrigins())),
                TrustedProxies.of(settings.server().trustedProxies()),
                (provider, source, headers, keep) ->
                        new ProviderListener(streams, new Visit(provider, source), headers, keep));
    }

    /// Ends all connections, within `time`.
    void drain(Duration time) {
        listening.close();
        streams.close();
        endpoint.drain(time);
    }
}
