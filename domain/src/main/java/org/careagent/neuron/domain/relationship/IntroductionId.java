package org.careagent.neuron.domain.relationship;

import org.careagent.neuron.domain.identity.UuidText;

import java.util.Optional;
import java.util.UUID;

/// Names one introduction, for ever.
public record IntroductionId(UUID value) {
    /// The id that `text` spells; empty if it spells none.
    public static Optional<IntroductionId> parse(String text) {
        return UuidText.parse(text).map(IntroductionId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
