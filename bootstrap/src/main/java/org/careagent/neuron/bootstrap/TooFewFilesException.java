package org.careagent.neuron.bootstrap;

/// The process may open too few files to serve anybody.
public final class TooFewFilesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooFewFilesException(long limit) {
        super(
                "a limit of "
                        + limit
                        + " open files is too low to serve anybody; raise it, for example with:"
                        + " ulimit -n 4096");
    }
}
