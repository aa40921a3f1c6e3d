package org.careagent.neuron.application.port;

import java.time.Instant;

/// Runs things later. Safe for use by many threads.
public interface Timers {
    /// Runs `task` once, at `due` or soon after; at once if `due` has passed. The task runs on a
    /// thread of its own and may block; what it throws is logged and goes no further.
    Timer schedule(Instant due, Runnable task);

    /// Something that is to run later.
    interface Timer {
        /// Keeps the task from running, if it has not begun.
        void cancel();
    }
}
