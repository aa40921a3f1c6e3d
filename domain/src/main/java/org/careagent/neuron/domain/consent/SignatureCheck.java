package org.careagent.neuron.domain.consent;

/// What a [SignatureVerifier] found.
public sealed interface SignatureCheck {
    /// The signature holds, so the key is a good one.
    record Holds(PatientKey key) implements SignatureCheck {}

    /// The key is none that the protocol accepts.
    record BadKey() implements SignatureCheck {}

    /// The key is good, the signature is not.
    record BadSignature() implements SignatureCheck {}
}
