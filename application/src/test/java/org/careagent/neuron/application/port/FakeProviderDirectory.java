package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The providers of [FakeStorage].
public final class FakeProviderDirectory implements ProviderDirectory {
    private final Map<Npi, Provider> providers = new HashMap<>();

    @Override
    public synchronized Optional<Provider> find(Npi npi) {
        return Optional.ofNullable(providers.get(npi));
    }

    @Override
    public synchronized List<Provider> all() {
        return providers.values().stream()
                .sorted(Comparator.comparing(provider -> provider.npi().digits()))
                .toList();
    }

    /// Registers `provider`, unless one of its NPI is registered already.
    ///
    /// @return whether it does
    public synchronized boolean add(Provider provider) {
        return providers.putIfAbsent(provider.npi(), provider) == null;
    }

    synchronized boolean remove(Npi npi) {
        return providers.remove(npi) != null;
    }

    /// Forgets all providers.
    public synchronized void removeAll() {
        providers.clear();
    }
}
