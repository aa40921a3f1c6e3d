package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.IdentifierText;

import java.util.List;
import java.util.Optional;

/// What the patient consents to: at most 256 entries of at most 256 characters, passed on and never
/// interpreted (handshake protocol, section 3). Order and repetitions are kept.
public record ConsentedActions(List<String> entries) {
    private static final int MOST = 256;
    private static final int LONGEST = 256;

    /// @throws IllegalArgumentException if there are too many, or one is too long or holds a hidden
    ///   character
    public ConsentedActions {
        entries = List.copyOf(entries);
        if (!isValid(entries)) {
            throw new IllegalArgumentException("at most 256 actions of at most 256 characters");
        }
    }

    /// These entries as consented actions; empty if they are none of the form above.
    public static Optional<ConsentedActions> parse(List<String> entries) {
        return isValid(entries) ? Optional.of(new ConsentedActions(entries)) : Optional.empty();
    }

    private static boolean isValid(List<String> entries) {
        return entries.size() <= MOST
                && entries.stream()
                        .allMatch(entry ->
                                entry.codePointCount(0, entry.length()) <= LONGEST
                                        && IdentifierText.isClean(entry));
    }
}
