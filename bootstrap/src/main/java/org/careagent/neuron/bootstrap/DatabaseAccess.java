package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.outbound.jooq.PostgresAccess;
import org.careagent.neuron.bootstrap.settings.Secret;
import org.careagent.neuron.bootstrap.settings.Settings;

/// How the settings say that PostgreSQL is reached.
public final class DatabaseAccess {
    private DatabaseAccess() {}

    /// The database that `storage` names.
    ///
    /// @param storage of kind `postgresql`
    public static PostgresAccess of(Settings.Storage storage) {
        return new PostgresAccess(
                storage.url().orElseThrow(),
                storage.username(),
                storage.password().map(Secret::value),
                storage.poolSize());
    }
}
