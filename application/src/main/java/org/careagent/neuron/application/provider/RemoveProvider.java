package org.careagent.neuron.application.provider;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.domain.identity.Npi;

/// Ends a provider's registration: from now on patients who ask for it are told that it is not
/// here, also those in the middle of a handshake. Relationships stay as they are.
public final class RemoveProvider {
    private final ProviderDirectory providers;
    private final AuditTrail audit;

    /// @param providers where registrations are kept
    /// @param audit where they are recorded
    public RemoveProvider(ProviderDirectory providers, AuditTrail audit) {
        this.providers = providers;
        this.audit = audit;
    }

    /// Removes the provider of that NPI, and records it if there was one.
    ///
    /// @param by on whose behalf
    /// @return once removal and record are durable
    public ProviderDirectory.Removal remove(Npi npi, Actor by) {
        ProviderDirectory.Removal removal = providers.remove(npi);
        if (removal == ProviderDirectory.Removal.REMOVED) {
            audit.record(new AuditEvent.ProviderRemoved(npi, by));
        }
        return removal;
    }
}
