package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;

import java.util.UUID;

/// A message of the Neuron, of the form that the protocol gives it (handshake protocol, section 2).
sealed interface NeuronMessage {
    /// `handshake.challenge`
    record Challenge(Bytes nonce, Npi provider, Npi organization) implements NeuronMessage {}

    /// `handshake.complete`
    record Complete(UUID relationship, AgentEndpoint provider, boolean isNew)
            implements NeuronMessage {}

    /// `handshake.error`
    record Failure(String code, String message) implements NeuronMessage {}

    /// None of these.
    ///
    /// @param what what is wrong with it, to follow "it sent"
    record Malformed(String what) implements NeuronMessage {}

    /// Its name on the wire, for a person.
    default String name() {
        return switch (this) {
            case Challenge _ -> "handshake.challenge";
            case Complete _ -> "handshake.complete";
            case Failure _ -> "handshake.error";
            case Malformed _ -> "a malformed message";
        };
    }
}
