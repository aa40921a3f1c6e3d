package org.careagent.neuron.adapters.outbound.jooq;

import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.jooq.exception.DataAccessException;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;

/// Transactions whose commits end as one has planned; those after that go well.
final class LossyCommits implements TransactionProvider {
    private final TransactionProvider real;
    private final Queue<Loss> planned = new ArrayDeque<>();

    /// When the connection is lost.
    enum Loss {
        BEFORE_THE_COMMIT,
        AFTER_THE_COMMIT
    }

    LossyCommits(TransactionProvider real) {
        this.real = real;
    }

    void plan(Loss loss) {
        planned.add(loss);
    }

    @Override
    public void begin(TransactionContext context) {
        real.begin(context);
    }

    @Override
    public void commit(TransactionContext context) {
        Loss loss = planned.poll();
        if (loss == Loss.BEFORE_THE_COMMIT) {
            throw new DataAccessException("at the commit", new SQLException("lost", "08006"));
        }
        real.commit(context);
        if (loss == Loss.AFTER_THE_COMMIT) {
            throw new Gone();
        }
    }

    // What is committed is not to be rolled back.
    @Override
    public void rollback(TransactionContext context) {
        if (!(context.cause() instanceof Gone)) {
            real.rollback(context);
        }
    }

    private static final class Gone extends DataAccessException {
        private static final long serialVersionUID = 1;

        private Gone() {
            super("at the commit", new SQLException("lost", "08006"));
        }
    }
}
