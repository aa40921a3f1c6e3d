package org.careagent.neuron.adapters.inbound.control;

import java.nio.file.Path;

/// A Neuron runs, but gave no answer that can be understood.
public final class NeuronSilentException extends ControlSocketException {
    private static final long serialVersionUID = 1L;

    NeuronSilentException(Path socket, Throwable cause) {
        super(
                "The Neuron at "
                        + socket
                        + " took the request and did not answer. Look whether it was done before you"
                        + " repeat it; the Neuron's log may say more.",
                cause);
    }
}
