package org.careagent.neuron.domain.relationship;

/// How far a relationship has come (REST API, `GET /v1/relationships`).
public enum RelationshipStatus {
    /// Not in use by version 1 of the handshake: no relationship has it.
    PENDING,
    /// It routes.
    ACTIVE,
    /// Not in use by version 1 of the handshake: no relationship has it.
    SUSPENDED,
    /// It never routes again (handshake protocol, section 4).
    TERMINATED
}
