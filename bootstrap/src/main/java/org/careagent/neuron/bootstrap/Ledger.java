package org.careagent.neuron.bootstrap;

import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Storage;

/// What the Neuron keeps, opened: storage and audit trail, and the journal that keeps them in step.
/// A process has it to itself until it is closed.
///
/// @param givingUpFolder gives up the data folder
/// @param closingAudit closes the audit trail
record Ledger(Runnable givingUpFolder, Storage storage, Journal journal, Runnable closingAudit)
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
                AutoCloseableNow _ = closingAudit::run) {
            journal.close();
        }
    }

    /// Closes without a checked exception.
    private interface AutoCloseableNow extends AutoCloseable {
        @Override
        void close();
    }
}
