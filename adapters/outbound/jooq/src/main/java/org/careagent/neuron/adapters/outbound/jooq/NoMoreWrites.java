package org.careagent.neuron.adapters.outbound.jooq;

import com.zaxxer.hikari.SQLExceptionOverride;

import java.sql.SQLException;

/// A connection to a server that takes no writes any more, because another took over, is of no more
/// use to the pool.
final class NoMoreWrites implements SQLExceptionOverride {
    private static final String READ_ONLY = "25006";

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return READ_ONLY.equals(failure.getSQLState())
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
