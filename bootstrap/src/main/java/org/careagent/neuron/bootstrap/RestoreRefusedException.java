package org.careagent.neuron.bootstrap;

import java.io.Serial;

/// A backup was not restored. The message says why and what to do; nothing was changed.
public final class RestoreRefusedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    RestoreRefusedException(String why) {
        super(why);
    }

    RestoreRefusedException(String why, Throwable cause) {
        super(why, cause);
    }
}
