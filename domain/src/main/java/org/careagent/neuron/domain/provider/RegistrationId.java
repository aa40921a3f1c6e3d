package org.careagent.neuron.domain.provider;

import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.identity.UuidText;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// Names the registration of one provider with one organisation. It follows from the two, so
/// whoever was registered in whatever way has one, it stays the same, and nothing is kept for it.
/// It is no secret.
public record RegistrationId(UUID value) {
    /// The id of `provider`'s registration with `organization`.
    public static RegistrationId of(Npi organization, Npi provider) {
        String name = "careagent-registration\n" + organization.digits() + "\n" + provider.digits();
        return new RegistrationId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /// The id that `text` spells; empty if it spells none.
    public static Optional<RegistrationId> parse(String text) {
        return UuidText.parse(text).map(RegistrationId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
