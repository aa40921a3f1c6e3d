package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.outbound.auditfile.AuditFile;
import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Storage;

import java.util.Optional;

/// What the Neuron keeps, opened: storage and audit trail, and the journal that keeps them in step.
/// A process has it to itself until it is closed.
///
/// @param node names the node whose it is
/// @param givingUpFolder gives up the data folder
/// @param auditFile the audit trail, if there is one
record Ledger(
        String node,
        Runnable givingUpFolder,
        Storage storage,
        Journal journal,
        Optional<AuditFile> auditFile)
        implements AutoCloseable {
    /// The relationships.
    RelationshipStore relationships() {
        return storage.relationships();
    }

    /// The providers.
    ProviderDirectory providers() {
        return storage.providers();
    }

    /// First the journal, which finishes what was taken on, then what it writes to.
    @Override
    public void close() {
        try (AutoCloseableNow _ = givingUpFolder::run;
                storage;
                AutoCloseableNow _ = this::closeAudit) {
            journal.close();
        }
    }

    private void closeAudit() {
        auditFile.ifPresent(AuditFile::close);
    }

    /// Closes without a checked exception.
    private interface AutoCloseableNow extends AutoCloseable {
        @Override
        void close();
    }
}
