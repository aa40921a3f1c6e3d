package org.careagent.neuron.application.handshake;

import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;

import java.util.Optional;
import java.util.function.Supplier;

/// Where a provider's agent is to be found (handshake protocol, section 6).
public final class ProviderRouting {
    private final ProviderDirectory providers;
    private final Supplier<AgentEndpoint> neuronEndpoint;

    /// @param providers who is registered
    /// @param neuronEndpoint where this Neuron is reached, asked at each use: with port 0 it is
    ///   only known once the port is open
    public ProviderRouting(ProviderDirectory providers, Supplier<AgentEndpoint> neuronEndpoint) {
        this.providers = providers;
        this.neuronEndpoint = neuronEndpoint;
    }

    /// The address that the provider registered, or else this Neuron's own for it; empty if the
    /// provider is not registered.
    public Optional<AgentEndpoint> addressOf(Npi provider) {
        return providers
                .find(provider)
                .map(found -> found.endpoint().orElseGet(() -> addressHere(provider)));
    }

    private AgentEndpoint addressHere(Npi provider) {
        String base =
                neuronEndpoint
                        .get()
                        .uri()
                        .replaceFirst("^(?i:https):", "wss:")
                        .replaceFirst("^(?i:http):", "ws:");
        String separator = base.endsWith("/") ? "" : "/";
        return new AgentEndpoint(base + separator + "ws/provider/" + provider);
    }
}
