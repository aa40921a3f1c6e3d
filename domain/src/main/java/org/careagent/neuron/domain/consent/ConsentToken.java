package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.Bytes;

/// A consent token as it came: the exact payload bytes and the signature over them (handshake
/// protocol, section 3). A bearer credential, so no part of it appears in its text form.
public record ConsentToken(Bytes payload, Signature signature) {}
