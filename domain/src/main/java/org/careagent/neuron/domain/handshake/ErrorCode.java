package org.careagent.neuron.domain.handshake;

/// The codes of `handshake.error`, spelled as on the wire (handshake protocol, section 4).
public enum ErrorCode {
    /// The patient agent took too long.
    AUTH_TIMEOUT,
    /// A message or a payload is not of the form that the protocol asks for.
    INVALID_MESSAGE,
    /// The consent does not hold.
    CONSENT_FAILED,
    /// The provider is not registered with this Neuron.
    PROVIDER_NOT_FOUND,
    /// Anything unforeseen.
    SERVER_ERROR
}
