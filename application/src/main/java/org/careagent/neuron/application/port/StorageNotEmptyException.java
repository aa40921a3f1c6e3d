package org.careagent.neuron.application.port;

import java.io.Serial;

/// Something is in a storage that was to be loaded into. Nothing was changed.
public final class StorageNotEmptyException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /// @param storage where it is, without any secret
    public StorageNotEmptyException(String storage) {
        super("there is something in the storage already: " + storage);
    }
}
