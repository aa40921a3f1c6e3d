package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.Bytes;

/// What a stranger claims to be an Ed25519 public key. Of any length, and nothing about it is
/// checked: only a [SignatureVerifier] makes a [PatientKey] of it.
public record PresentedKey(Bytes bytes) {}
