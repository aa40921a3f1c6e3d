package org.careagent.neuron.domain.identity;

import java.util.Optional;

/// The id under which a patient's agent is known: opaque, compared character by character. 1 to 256
/// code points, not all blank, none of them a control or bidirectional-override character
/// (handshake protocol, sections 2 and 3).
public record AgentId(String value) {
    /// What [#parse] asks of a text, in words that go after a name.
    public static final String RULE =
            "must be 1 to 256 characters, not all blank, without control or bidirectional-override"
                    + " characters";

    /// @throws IllegalArgumentException if it is none of the form above
    public AgentId {
        if (!IdentifierText.isShortText(value)) {
            throw new IllegalArgumentException(
                    "an agent id has 1 to 256 characters, not all blank, none of them a control character");
        }
    }

    /// The id that `text` spells; empty if it spells none.
    public static Optional<AgentId> parse(String text) {
        return IdentifierText.isShortText(text) ? Optional.of(new AgentId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
