package org.careagent.neuron.domain.provider;

import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.IdentifierText;
import org.careagent.neuron.domain.identity.Npi;

import java.util.List;
import java.util.Optional;

/// A provider that is registered with this Neuron.
///
/// @param npi who it is
/// @param name as people know it
/// @param types what kind of provider, in the organisation's words
/// @param endpoint the address that the provider's agent registered, if it has one of its own
public record Provider(Npi npi, String name, List<String> types, Optional<AgentEndpoint> endpoint) {

    /// @throws IllegalArgumentException if the name is blank, or a text holds a hidden character
    public Provider {
        types = List.copyOf(types);
        if (IdentifierText.isBlank(name)
                || !IdentifierText.isClean(name)
                || !types.stream().allMatch(IdentifierText::isClean)) {
            throw new IllegalArgumentException("a provider has a name of visible characters");
        }
    }
}
