package org.careagent.neuron.application.provider;

import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.provider.Provider;

import java.util.List;

/// Registers a provider with this Neuron, so that patients may ask for it.
public final class RegisterProvider {
    private final Journal journal;

    /// @param journal where registrations are kept and recorded
    public RegisterProvider(Journal journal) {
        this.journal = journal;
    }

    /// Registers `provider`, and records it if it is new.
    ///
    /// @param by on whose behalf
    /// @return once registration and record are durable
    public Outcome register(Provider provider, Actor by) {
        return switch (journal.commit(
                new Write.AddProvider(provider),
                List.of(new AuditEvent.ProviderAdded(provider.npi(), by)))) {
            case APPLIED -> Outcome.ADDED;
            case CONFLICT -> Outcome.ALREADY_REGISTERED;
        };
    }

    /// What became of a registration.
    public enum Outcome {
        /// The provider is registered now.
        ADDED,
        /// A provider of that NPI was registered before; that one stays as it is.
        ALREADY_REGISTERED
    }
}
