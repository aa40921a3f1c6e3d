package org.careagent.neuron.domain.relationship;

import org.careagent.neuron.domain.identity.IdentifierText;

import java.util.Optional;

/// Why a provider ends a relationship, in a few words that go into the audit trail: 1 to 256 code
/// points, not all blank, none of them a control or bidirectional-override character. Never
/// clinical data.
public record TerminationReason(String text) {
    /// What [#parse] asks of a text, in words that go after a name.
    public static final String RULE =
            "must be 1 to 256 characters, not all blank, without control or bidirectional-override"
                    + " characters";

    /// @throws IllegalArgumentException if it is none of the form above
    public TerminationReason {
        if (!IdentifierText.isShortText(text)) {
            throw new IllegalArgumentException("a reason " + RULE);
        }
    }

    /// The reason that `text` is; empty if it is none.
    public static Optional<TerminationReason> parse(String text) {
        return IdentifierText.isShortText(text)
                ? Optional.of(new TerminationReason(text))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
