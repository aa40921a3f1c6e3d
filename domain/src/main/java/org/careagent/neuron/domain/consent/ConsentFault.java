package org.careagent.neuron.domain.consent;

/// Why a token does not hold (handshake protocol, section 3), one type a rule.
public sealed interface ConsentFault {
    /// The public key is no Ed25519 key that the protocol accepts.
    record BadKey() implements ConsentFault {}

    /// The signature is not the key's over the payload.
    record BadSignature() implements ConsentFault {}

    /// The signature holds, the claims are malformed.
    ///
    /// @param whatToMend plain words, without a value from the payload
    record MalformedClaims(String whatToMend) implements ConsentFault {}

    /// `iat` lies more than 60 seconds ahead.
    record NotYetValid() implements ConsentFault {}

    /// `exp` is not later than `iat`.
    record ExpiresBeforeIssued() implements ConsentFault {}

    /// `exp` has passed.
    record Expired() implements ConsentFault {}

    /// The token was made for another agent id than the message's.
    record IdentityMismatch() implements ConsentFault {}
}
