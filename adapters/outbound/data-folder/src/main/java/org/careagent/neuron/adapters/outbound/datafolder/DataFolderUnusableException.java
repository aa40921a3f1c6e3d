package org.careagent.neuron.adapters.outbound.datafolder;

/// The data folder, or a file of ours in it, could not be used. The message says what failed, which
/// file it was, and what to do; it is fit for whoever starts the Neuron.
public class DataFolderUnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataFolderUnusableException(String message) {
        super(message);
    }

    DataFolderUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
