package org.careagent.neuron.adapters.outbound.jooq;

import java.util.function.Supplier;

/// How a database makes what it has committed survive a loss of power (handshake protocol, section
/// 9).
public interface Durability {
    /// For a database whose commits are durable before anybody sees them, as PostgreSQL's are.
    Durability BY_COMMIT =
            new Durability() {
                @Override
                public <T> T write(Supplier<T> transaction) {
                    return transaction.get();
                }

                @Override
                public void settle() {}
            };

    /// Runs `transaction`, which commits, and returns its result once what it wrote is durable.
    <T> T write(Supplier<T> transaction);

    /// Returns once everything that the caller has read until now is durable. An answer that leans
    /// on what was read may go out then, and not before: a row is seen by others from its commit
    /// on.
    void settle();
}
