package org.careagent.neuron.adapters.outbound.jooq;

import java.nio.file.Path;

/// Another process has the database open, a running Neuron as a rule.
public final class DatabaseInUseException extends DatabaseNotOpenedException {
    private static final long serialVersionUID = 1L;

    DatabaseInUseException(Path file, Throwable cause) {
        super(
                "The database "
                        + file
                        + " is in use by another process. Stop the Neuron that runs on it, or set"
                        + " storage.path to another file.",
                cause);
    }
}
