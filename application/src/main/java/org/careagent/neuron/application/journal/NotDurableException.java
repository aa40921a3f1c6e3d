package org.careagent.neuron.application.journal;

import java.io.Serial;

/// A change or a record could not be made durable. Whoever was to be told of it must not be told.
public final class NotDurableException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    NotDurableException(Throwable cause) {
        super("nothing was made durable: " + cause.getMessage(), cause);
    }

    NotDurableException(String why) {
        super("nothing was made durable: " + why);
    }
}
