package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.Bytes;

/// A patient's raw Ed25519 public key: 32 bytes that a [SignatureVerifier] has accepted as the
/// canonical encoding of a curve point that is not of small order.
public record PatientKey(Bytes bytes) {
    /// The length of a raw Ed25519 public key, in bytes.
    public static final int LENGTH = 32;

    /// @throws IllegalArgumentException if it is not 32 bytes long
    public PatientKey {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
        }
    }

    /// The same key in the form that a [SignatureVerifier] takes.
    public PresentedKey presented() {
        return new PresentedKey(bytes);
    }
}
