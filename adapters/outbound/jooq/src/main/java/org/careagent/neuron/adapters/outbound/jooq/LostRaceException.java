package org.careagent.neuron.adapters.outbound.jooq;

import org.jooq.exception.DataAccessException;

import java.sql.SQLException;

/// Another node was faster, and no constraint said so. The next attempt sees what it did.
final class LostRaceException extends DataAccessException {
    private static final long serialVersionUID = 1L;
    // The state of a transaction that was rolled back because others ran beside it.
    private static final String SERIALIZATION_FAILURE = "40001";

    LostRaceException() {
        super(
                "another node was faster",
                new SQLException("a race was lost", SERIALIZATION_FAILURE));
    }
}
