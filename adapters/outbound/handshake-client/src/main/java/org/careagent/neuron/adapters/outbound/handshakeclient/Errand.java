package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Duration;
import java.util.List;

/// What a patient agent is sent out for.
///
/// @param address the Neuron
/// @param provider whom the patient consents to be cared for by
/// @param agent the id that the agent goes by
/// @param endpoint where the agent itself is reached
/// @param actions what the patient consents to
/// @param patience how long the whole may take
public record Errand(
        NeuronAddress address,
        Npi provider,
        AgentId agent,
        AgentEndpoint endpoint,
        List<String> actions,
        Duration patience) {
    /// Copies `actions`.
    public Errand {
        actions = List.copyOf(actions);
    }
}
