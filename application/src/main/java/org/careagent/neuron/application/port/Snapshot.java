package org.careagent.neuron.application.port;

/// What a [Storage] kept at one moment, whatever is changed while it is read. Used by one thread at
/// a time.
public interface Snapshot extends Contents, AutoCloseable {
    /// How many other nodes have ever worked on the storage.
    long otherNodes();

    /// Gives up what it holds; a second time does nothing.
    @Override
    void close();
}
