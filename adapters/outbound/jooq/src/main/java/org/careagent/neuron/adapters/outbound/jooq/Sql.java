package org.careagent.neuron.adapters.outbound.jooq;

import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.tools.JooqLogger;

/// How this adapter wants jOOQ to be.
final class Sql {
    private Sql() {}

    /// jOOQ on a database of this dialect.
    static DSLContext on(ConnectionProvider connections, SQLDialect dialect) {
        // jOOQ greets its users with a banner of a page, at INFO; the switch is one for the whole
        // program.
        JooqLogger.globalThreshold(org.jooq.Log.Level.WARN);
        return DSL.using(connections, dialect, settings());
    }

    // Unquoted: the generated names are in capitals, as H2 stores what the migrations write, and
    // PostgreSQL stores the same in small letters.
    private static Settings settings() {
        return new Settings()
                .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
                .withRenderSchema(false)
                .withExecuteLogging(false);
    }
}
