package org.careagent.neuron.adapters.inbound.control;

/// The control socket could not be opened. The message says what failed and what to do; it is fit
/// for whoever starts the Neuron.
public class ControlSocketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ControlSocketException(String message) {
        super(message);
    }

    ControlSocketException(String message, Throwable cause) {
        super(message, cause);
    }
}
