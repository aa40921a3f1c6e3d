package org.careagent.neuron.domain.identity;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// UUIDs as text, in the one form of RFC 9562, section 4: `UUID.fromString` would also read
/// `1-1-1-1-1`.
public final class UuidText {
    private static final Pattern FORM =
            Pattern.compile("[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}");

    private UuidText() {}

    /// The UUID that `text` spells; empty if it spells none.
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
