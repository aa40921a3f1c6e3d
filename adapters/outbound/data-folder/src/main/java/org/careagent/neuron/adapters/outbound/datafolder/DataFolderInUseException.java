package org.careagent.neuron.adapters.outbound.datafolder;

import java.nio.file.Path;

/// Another process holds the data folder, a running Neuron as a rule.
public final class DataFolderInUseException extends DataFolderUnusableException {
    private static final long serialVersionUID = 1L;

    DataFolderInUseException(Path folder) {
        super(
                "The data folder "
                        + folder
                        + " is in use by another process. Stop the Neuron that runs on it, or set"
                        + " storage.path to a file in another folder.");
    }
}
