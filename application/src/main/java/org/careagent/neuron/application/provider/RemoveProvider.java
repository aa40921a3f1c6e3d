package org.careagent.neuron.application.provider;

import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.identity.Npi;

import java.util.List;

/// Ends a provider's registration: from now on patients who ask for it are told that it is not
/// here, also those in the middle of a handshake. Relationships stay as they are.
public final class RemoveProvider {
    private final Journal journal;

    /// @param journal where registrations are kept and recorded
    public RemoveProvider(Journal journal) {
        this.journal = journal;
    }

    /// Removes the provider of that NPI, and records it if there was one.
    ///
    /// @param by on whose behalf
    /// @return once removal and record are durable
    public Outcome remove(Npi npi, Actor by) {
        return switch (journal.commit(
                new Write.RemoveProvider(npi), List.of(new AuditEvent.ProviderRemoved(npi, by)))) {
            case APPLIED -> Outcome.REMOVED;
            case CONFLICT -> Outcome.NOT_REGISTERED;
        };
    }

    /// What became of the end of a registration.
    public enum Outcome {
        /// The provider is registered no more.
        REMOVED,
        /// No provider of that NPI was registered.
        NOT_REGISTERED
    }
}
