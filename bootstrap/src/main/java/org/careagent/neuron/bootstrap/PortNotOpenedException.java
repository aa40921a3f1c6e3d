package org.careagent.neuron.bootstrap;

/// The port could not be opened.
public final class PortNotOpenedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param key of the configuration, which says what port it is
    PortNotOpenedException(String host, int port, String key) {
        super(
                "cannot listen on "
                        + host
                        + " port "
                        + port
                        + ": another program may be listening there; stop that one, or set another "
                        + key);
    }
}
