package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.careagent.neuron.adapters.outbound.handshakeclient.FakeNeuron.Script;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the tests' Neurons say, and who comes to them.
final class Scripts {
    static final Npi PROVIDER = new Npi("1245319599");
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final String NONCE = "00112233445566778899aabbccddeeff".repeat(2);
    static final String RELATIONSHIP = "42c7549c-9ec9-4af8-a15f-d37078b8e2c7";
    static final String CHALLENGE = challenge(NONCE, PROVIDER.digits());
    static final String COMPLETE = complete("new");

    private Scripts() {}

    static String challenge(String nonce, String provider) {
        return """
        {"type":"handshake.challenge","nonce":"%s","provider_npi":"%s","organization_npi":"1234567893","more":1}\
        """
                .formatted(nonce, provider);
    }

    static String complete(String status) {
        return """
        {"type":"handshake.complete","relationship_id":"%s","provider_endpoint":"wss://ada.example","status":"%s"}\
        """
                .formatted(RELATIONSHIP, status);
    }

    static String error(String code, String message) {
        return """
        {"type":"handshake.error","code":"%s","message":"%s"}\
        """
                .formatted(code, message);
    }

    /// Takes `handshake.auth`, and goes on with `then`.
    static Script afterAuth(Script then) {
        return guest -> {
            guest.upgrade();
            String _ = guest.hear();
            then.play(guest);
            guest.awaitEnd();
        };
    }

    /// Takes both of the client's messages, and goes on with `then`.
    static Script afterAnswer(Script then) {
        return afterAuth(guest -> {
            guest.say(CHALLENGE);
            String _ = guest.hear();
            then.play(guest);
        });
    }

    /// Says `last`, and closes.
    static Script ending(String last, int closeCode) {
        return guest -> {
            guest.say(last);
            guest.close(closeCode);
        };
    }

    static Errand errand(NeuronAddress address, Duration patience) {
        return new Errand(
                address,
                PROVIDER,
                new AgentId("agent-1"),
                new AgentEndpoint("https://agent.example/"),
                List.of("messages.send"),
                patience);
    }

    /// Sends a client to a Neuron that plays `script`.
    static Outcome visit(Script script, Duration patience, Trace trace)
            throws InterruptedException {
        try (FakeNeuron neuron = FakeNeuron.playing(script)) {
            return new HandshakeClient(
                            PatientKeyPair.generate(),
                            TrustedCertificates.usual(),
                            () -> NOW,
                            trace)
                    .visit(errand(neuron.address(), patience));
        }
    }
}
