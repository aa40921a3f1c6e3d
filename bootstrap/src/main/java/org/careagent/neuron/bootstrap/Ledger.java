package org.careagent.neuron.bootstrap;

import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Writable;

/// What the Neuron keeps, opened: storage and audit trail. A process has it to itself until it is
/// closed.
///
/// @param givingUpFolder gives up the data folder
/// @param storage relationships, providers and keys
/// @param audit the audit trail
/// @param auditHealth whether the audit trail can be written to
/// @param closingAudit closes the audit trail
record Ledger(
        Runnable givingUpFolder,
        Storage storage,
        AuditTrail audit,
        Writable auditHealth,
        Runnable closingAudit)
        implements AutoCloseable {

    /// The relationships.
    RelationshipStore relationships() {
        return storage.relationships();
    }

    /// The providers.
    ProviderDirectory providers() {
        return storage.providers();
    }

    @Override
    public void close() {
        try (AutoCloseableNow _ = givingUpFolder::run;
                storage) {
            closingAudit.run();
        }
    }

    /// Closes without a checked exception.
    private interface AutoCloseableNow extends AutoCloseable {
        @Override
        void close();
    }
}
