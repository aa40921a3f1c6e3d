package org.careagent.neuron.application.port;

/// Threads for work that goes on as long as the Neuron does. Safe for use by many threads.
@FunctionalInterface
public interface Workers {
    /// Runs `work` at once, on a thread of its own that nobody interrupts: an interrupt closes the
    /// files that a database or a log is writing to. The thread keeps no process alive.
    ///
    /// @param name of the thread, for whoever looks at a dump
    Worker start(String name, Runnable work);

    /// Work that was started.
    interface Worker {
        /// Returns when the work has ended. An interrupt does not end the waiting; it is still set
        /// afterwards.
        void awaitEnd();
    }
}
