package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.Bytes;

/// What a stranger claims to be an Ed25519 signature. Of any length, and nothing about it is
/// checked.
public record Signature(Bytes bytes) {}
