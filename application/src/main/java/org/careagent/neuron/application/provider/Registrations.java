package org.careagent.neuron.application.provider;

import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.careagent.neuron.domain.provider.RegistrationId;

import java.util.List;
import java.util.Optional;

/// Who is registered with the organisation, looked up in every way. An organisation has as many
/// providers as people work there: they are gone through one by one.
///
/// Throws what its directory throws.
public final class Registrations {
    private final Npi organization;
    private final ProviderDirectory providers;

    /// @param organization whose providers they are
    /// @param providers who is registered
    public Registrations(Npi organization, ProviderDirectory providers) {
        this.organization = organization;
        this.providers = providers;
    }

    /// Names the registration of the provider of that NPI, registered or not.
    public RegistrationId idOf(Npi provider) {
        return RegistrationId.of(organization, provider);
    }

    /// All that are registered, by NPI.
    public List<Provider> all() {
        return providers.all();
    }

    /// The provider of that NPI, if registered.
    public Optional<Provider> find(Npi npi) {
        return providers.find(npi);
    }

    /// The provider of that registration, if there still is one.
    public Optional<Provider> find(RegistrationId id) {
        return all().stream().filter(provider -> idOf(provider.npi()).equals(id)).findFirst();
    }

    /// All that are registered with that key: one as a rule, but nothing keeps two from sharing it.
    public List<Provider> of(ProviderKey key) {
        return all().stream()
                .filter(provider -> provider.key().map(key::equals).orElse(false))
                .toList();
    }
}
