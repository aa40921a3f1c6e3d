package org.careagent.neuron.adapters.inbound.control;

import org.careagent.neuron.application.status.NeuronStatus;

/// The running Neuron, as far as the control socket has to do with it.
public interface RunningNeuron {
    /// How it is now. Does not wait for a storage that gives no answer.
    NeuronStatus status();

    /// Begins to stop, and returns before it has.
    void shutDown();
}
