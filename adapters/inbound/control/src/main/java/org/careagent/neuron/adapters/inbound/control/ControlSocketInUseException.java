package org.careagent.neuron.adapters.inbound.control;

import java.nio.file.Path;

/// Another Neuron answers at the control socket, so it has the data.
public final class ControlSocketInUseException extends ControlSocketException {
    private static final long serialVersionUID = 1L;

    ControlSocketInUseException(Path socket) {
        super(
                "A Neuron that is running answers at "
                        + socket
                        + ". Stop it first (neuron stop), or set storage.path to another folder.");
    }
}
