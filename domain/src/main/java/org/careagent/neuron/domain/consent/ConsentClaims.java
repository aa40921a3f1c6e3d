package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Instant;

/// The claims of a token, well-formed and not yet judged (handshake protocol, section 3).
///
/// @param patient the agent id that the token was made for
/// @param provider the provider that the patient consents to
/// @param actions what the patient consents to
/// @param issuedAt the claim `iat`
/// @param expiresAt the claim `exp`
public record ConsentClaims(
        AgentId patient,
        Npi provider,
        ConsentedActions actions,
        Instant issuedAt,
        Instant expiresAt) {}
