package org.careagent.neuron.bootstrap;

import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Writable;
import org.careagent.neuron.application.provider.RegisterProvider;

/// What the Neuron keeps, opened: storage and audit trail. A process has it to itself until it is
/// closed.
///
/// @param storage relationships and providers
/// @param audit the audit trail
/// @param auditHealth whether the audit trail can be written to
/// @param closingAudit closes the audit trail
public record Ledger(Storage storage, AuditTrail audit, Writable auditHealth, Runnable closingAudit)
        implements AutoCloseable {

    /// The relationships.
    public RelationshipStore relationships() {
        return storage.relationships();
    }

    /// The providers.
    public ProviderDirectory providers() {
        return storage.providers();
    }

    /// Registers providers.
    public RegisterProvider registerProvider() {
        return new RegisterProvider(providers(), audit);
    }

    @Override
    public void close() {
        try (storage) {
            closingAudit.run();
        }
    }
}
