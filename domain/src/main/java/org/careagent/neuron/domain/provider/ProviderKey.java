package org.careagent.neuron.domain.provider;

import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.Bytes;

/// A provider's raw Ed25519 public key, with which its agent proves who it is (handshake protocol,
/// section 6): 32 bytes that a signature verifier accepts as a key.
public record ProviderKey(Bytes bytes) {
    /// The length of a raw Ed25519 public key, in bytes.
    public static final int LENGTH = PatientKey.LENGTH;

    /// @throws IllegalArgumentException if it is not 32 bytes long
    public ProviderKey {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
        }
    }
}
