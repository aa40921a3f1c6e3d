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
/// @param specialty the field of medicine, in the organisation's words
/// @param key with which the provider's agent proves who it is
public record Provider(
        Npi npi,
        String name,
        List<String> types,
        Optional<AgentEndpoint> endpoint,
        Optional<String> specialty,
        Optional<ProviderKey> key) {

    /// What [#isText] asks of a text, in words that go after a name.
    public static final String TEXT_RULE =
            "must be 1 to 256 visible characters, not all blank, none a control character";

    /// @throws IllegalArgumentException if the name, a type or the specialty is no [#isText]
    public Provider {
        types = List.copyOf(types);
        if (!isText(name)
                || !types.stream().allMatch(Provider::isText)
                || !specialty.map(Provider::isText).orElse(true)) {
            throw new IllegalArgumentException("a provider has a name of visible characters");
        }
    }

    /// A provider of whom neither specialty nor key is known.
    public Provider(Npi npi, String name, List<String> types, Optional<AgentEndpoint> endpoint) {
        this(npi, name, types, endpoint, Optional.empty(), Optional.empty());
    }

    /// Whether `text` may be a name, a type or a specialty: it is not blank, no character of it is
    /// hidden, and it is at most 256 characters long.
    public static boolean isText(String text) {
        return IdentifierText.isShortText(text);
    }
}
