package org.careagent.neuron.load.client;

import java.util.Optional;

/// How a handshake ended.
public sealed interface Outcome {
    /// With the address of the provider.
    ///
    /// @param existing whether the relationship had been there before
    record Completed(String relationshipId, boolean existing) implements Outcome {}

    /// Otherwise.
    ///
    /// @param how in words
    record Failed(String how) implements Outcome {}

    /// What went wrong, if something did.
    default Optional<String> fault() {
        return this instanceof Failed(String how) ? Optional.of(how) : Optional.empty();
    }

    /// Whether the patient got what it came for.
    default boolean isComplete() {
        return this instanceof Completed;
    }
}
