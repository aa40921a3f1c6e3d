package org.careagent.neuron.application.port;

import org.careagent.neuron.application.journal.Books;
import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.journal.Reconciliation;

import java.util.Optional;

/// A journal over fakes.
public final class FakeBooks {
    /// What is stored.
    public final FakeStorage storage = new FakeStorage();

    /// What is recorded.
    public final FakeAuditTrail audit = new FakeAuditTrail();

    /// Keeps both in step.
    public final Journal journal = open().journal();

    /// Another journal over the same books, as a start opens it.
    public Reconciliation.Result open() {
        return Reconciliation.of(
                new Books(storage, Optional.of(audit), () -> true), new FakeWorkers());
    }
}
