package org.careagent.neuron.application.port;

/// Something that the Neuron must be able to write to, or it cannot do its work.
@FunctionalInterface
public interface Writable {
    /// Whether it can be written to, as far as can be told now. Does not throw.
    boolean canWrite();
}
