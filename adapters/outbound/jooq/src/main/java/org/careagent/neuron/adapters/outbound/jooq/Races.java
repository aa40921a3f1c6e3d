package org.careagent.neuron.adapters.outbound.jooq;

import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;

import java.util.Set;
import java.util.function.Supplier;

/// What a database throws at the loser of a race. The loser reads again and sees the winner's work.
final class Races {
    // A loser waits inside the database for the winner to commit, so nothing spins here, and the
    // second attempt nearly always knows. Each waits two seconds for a lock at the most on H2.
    private static final int ATTEMPTS = 5;

    // H2: concurrent update, row not found when deleting, lock timeout.
    private static final Set<String> OF_H2 = Set.of("90131", "90112", "HYT00");

    private Races() {}

    /// The result of `transaction`, which is run again if it lost a race, a few times at the most.
    static <T> T retrying(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (DataAccessException e) {
                if (attempt == ATTEMPTS || !isLost(e)) {
                    throw e;
                }
            }
        }
    }

    // SQL standard: class 40 is "transaction rollback", deadlock and failure to serialize.
    private static boolean isLost(DataAccessException e) {
        return e instanceof IntegrityConstraintViolationException
                || e.sqlState().startsWith("40")
                || OF_H2.contains(e.sqlState());
    }
}
