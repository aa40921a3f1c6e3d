package org.careagent.neuron.application.introduction;

/// Runs what may block. On which threads is decided outside.
@FunctionalInterface
public interface Threads {
    /// Runs `work` at once, on a thread of its own.
    void start(Runnable work);
}
