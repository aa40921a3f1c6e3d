package org.careagent.neuron.adapters.shared.connections;

import java.io.Serial;

/// There is no room for a connection that has just been accepted.
final class RefusedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// Without a stack trace: it may come thousands of times a second, and nobody reads it.
    RefusedException() {
        super("no room", null, false, false);
    }
}
