package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Providers in memory. All of them are lost when the Neuron stops, however it stops: nothing here
/// is durable.
final class MemoryProviderDirectory implements ProviderDirectory {
    private final ConcurrentNavigableMap<Npi, Provider> byNpi =
            new ConcurrentSkipListMap<>(Comparator.comparing(Npi::digits));

    @Override
    public Optional<Provider> find(Npi npi) {
        return Optional.ofNullable(byNpi.get(npi));
    }

    @Override
    public List<Provider> all() {
        return List.copyOf(byNpi.values());
    }

    /// Registers `provider`.
    ///
    /// @return whether there was none of its NPI; if not, nothing is done
    boolean add(Provider provider) {
        return byNpi.putIfAbsent(provider.npi(), provider) == null;
    }

    /// Ends the registration of that NPI.
    ///
    /// @return whether there was one
    boolean remove(Npi npi) {
        return byNpi.remove(npi) != null;
    }
}
