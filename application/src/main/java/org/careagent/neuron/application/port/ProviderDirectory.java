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

    /// Registers `provider`, unless one of its NPI is registered already; then that one stays as it
    /// is.
    ///
    /// @return [Registration#ADDED] once the registration is durable
    Registration add(Provider provider);

    /// Ends the registration of that NPI; from now on nobody finds it.
    ///
    /// @return [Removal#REMOVED] once the end of the registration is durable
    Removal remove(Npi npi);

    /// What became of a registration.
    enum Registration {
        /// The provider is registered now.
        ADDED,
        /// A provider of that NPI was registered before.
        ALREADY_REGISTERED
    }

    /// What became of the end of a registration.
    enum Removal {
        /// The provider is registered no more.
        REMOVED,
        /// No provider of that NPI was registered.
        NOT_REGISTERED
    }
}
