package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Members;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// What a body says of a provider's credentials.
final class CredentialForm {
    private static final int MOST = 16;
    private static final String TIME_RULE =
            "must be a time of RFC 3339, as in 2027-01-31T00:00:00Z";

    private CredentialForm() {}

    /// Adds a fault for everything that is wrong with them. They are for the network's registry:
    /// nothing of them is kept here.
    static void check(Members body) {
        for (Members credential : body.objects("credentials", MOST)) {
            var _ = ProviderForm.text(credential, "type");
            var _ = ProviderForm.text(credential, "issuer");
            var _ = ProviderForm.text(credential, "identifier");
            var _ = ProviderForm.text(credential, "status");
            var _ = credential.optional("issued_at", TIME_RULE, CredentialForm::time);
            var _ = credential.optional("expires_at", TIME_RULE, CredentialForm::time);
            credential.refuseUnknown();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
