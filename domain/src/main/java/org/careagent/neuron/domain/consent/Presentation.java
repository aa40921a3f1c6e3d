package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;

/// What a patient agent presents at the door: a token, and who it says it is. Nothing is verified
/// yet.
///
/// @param token the consent token
/// @param patient the id that the agent goes by
/// @param key the key that is said to have signed the token
/// @param endpoint where the patient agent can be reached
public record Presentation(
        ConsentToken token, AgentId patient, PresentedKey key, AgentEndpoint endpoint) {}
