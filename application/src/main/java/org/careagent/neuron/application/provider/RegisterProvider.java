package org.careagent.neuron.application.provider;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.domain.provider.Provider;

/// Registers a provider with this Neuron, so that patients may ask for it.
public final class RegisterProvider {
    private final ProviderDirectory providers;
    private final AuditTrail audit;

    /// @param providers where registrations are kept
    /// @param audit where they are recorded
    public RegisterProvider(ProviderDirectory providers, AuditTrail audit) {
        this.providers = providers;
        this.audit = audit;
    }

    /// Registers `provider`, and records it if it is new.
    ///
    /// @param by on whose behalf
    /// @return once registration and record are durable
    public ProviderDirectory.Registration register(Provider provider, Actor by) {
        ProviderDirectory.Registration registration = providers.add(provider);
        if (registration == ProviderDirectory.Registration.ADDED) {
            audit.record(new AuditEvent.ProviderAdded(provider.npi(), by));
        }
        return registration;
    }
}
