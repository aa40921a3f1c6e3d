package org.careagent.neuron.domain.consent;

/// What a [ClaimsReader] made of a payload.
public sealed interface ClaimsReading {
    /// The payload spells these claims.
    record Read(ConsentClaims claims) implements ClaimsReading {}

    /// The payload spells none.
    ///
    /// @param whatToMend plain words for the developer of the agent, without a value from the
    ///   payload
    record Malformed(String whatToMend) implements ClaimsReading {}
}
