package org.careagent.neuron.domain.handshake;

/// Whether a handshake found a relationship or founded one: the member `status` of
/// `handshake.complete`.
public enum RelationshipOrigin {
    /// Founded by this handshake.
    NEW,
    /// Found.
    EXISTING
}
