package org.careagent.neuron.adapters.outbound.jooq;

/// The database could not be opened. The message says what failed, which file it was, and what to
/// do; it is fit for whoever starts the Neuron.
public class DatabaseNotOpenedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseNotOpenedException(String message) {
        super(message);
    }

    DatabaseNotOpenedException(String message, Throwable cause) {
        super(message, cause);
    }
}
