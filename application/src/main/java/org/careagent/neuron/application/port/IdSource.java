package org.careagent.neuron.application.port;

import java.util.UUID;

/// Where the names of sessions and relationships come from. Safe for use by many threads.
@FunctionalInterface
public interface IdSource {
    /// A UUID that has not been given out before, here or elsewhere.
    UUID nextId();
}
