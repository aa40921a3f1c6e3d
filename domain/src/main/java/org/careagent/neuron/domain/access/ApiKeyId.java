package org.careagent.neuron.domain.access;

import org.careagent.neuron.domain.identity.UuidText;

import java.util.Optional;
import java.util.UUID;

/// Names one API key, for ever. It is no secret.
public record ApiKeyId(UUID value) {
    /// The id that `text` spells; empty if it spells none.
    public static Optional<ApiKeyId> parse(String text) {
        return UuidText.parse(text).map(ApiKeyId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
