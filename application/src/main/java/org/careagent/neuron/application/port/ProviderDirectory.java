package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import java.util.List;
import java.util.Optional;

/// The providers that are registered with this Neuron. Safe for use by many threads; its methods
/// throw an unchecked exception when the storage fails.
public interface ProviderDirectory {
    /// The provider of that NPI, if registered.
    Optional<Provider> find(Npi npi);

    /// All providers, by NPI.
    List<Provider> all();
}
