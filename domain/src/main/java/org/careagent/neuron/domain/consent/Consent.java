package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Instant;

/// A patient's consent to care by one provider, after every check of the token has passed. Only a
/// [ConsentExaminer] makes one.
///
/// @param patient the patient's agent
/// @param key the key that signed the token
/// @param endpoint where the patient agent can be reached
/// @param provider the provider consented to
/// @param actions what is consented to
/// @param issuedAt when the token was made
/// @param expiresAt from when on the token is void
public record Consent(
        AgentId patient,
        PatientKey key,
        AgentEndpoint endpoint,
        Npi provider,
        ConsentedActions actions,
        Instant issuedAt,
        Instant expiresAt) {

    /// Whether the token is void at `now`.
    public boolean isExpiredAt(Instant now) {
        return !expiresAt.isAfter(now);
    }
}
