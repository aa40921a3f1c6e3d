package org.careagent.neuron.adapters.outbound.auditfile;

/// The audit log's table of actions, as far as the Neuron does these things.
enum Action {
    NEURON_START("admin", "neuron_start"),
    NEURON_STOP("admin", "neuron_stop"),
    HANDSHAKE_STARTED("connection", "connection.handshake_started"),
    HANDSHAKE_COMPLETED("connection", "connection.handshake_completed"),
    HANDSHAKE_FAILED("connection", "connection.handshake_failed"),
    TIMEOUT("connection", "connection.timeout"),
    RELATIONSHIP_ESTABLISHED("consent", "consent.relationship_established"),
    RELATIONSHIP_RENEWED("consent", "consent.relationship_renewed"),
    CONSENT_MENDED("consent", "consent.mended"),
    RELATIONSHIP_TERMINATED("termination", "termination.relationship_terminated"),
    PATIENT_RELEASED("consent", "consent.patient_released"),
    PROVIDER_ADDED("registration", "registration.provider_added"),
    PROVIDER_REMOVED("registration", "registration.provider_removed"),
    API_KEY_CREATED("admin", "api_key.created"),
    API_KEY_REVOKED("admin", "api_key.revoked"),
    KEY_ROTATED("admin", "key.rotated"),
    BACKUP("admin", "backup"),
    RESTORE("admin", "restore"),
    REFUSALS_COALESCED("connection", "connection.refusals_coalesced"),
    AUTH_FAILURES_COALESCED("api_access", "auth_failures_coalesced"),
    API_REQUEST("api_access", "api_request"),
    AUTH_FAILURE("api_access", "auth_failure"),
    RATE_LIMITED("api_access", "rate_limited"),
    AUDIT_REPAIRED("admin", "audit.repaired");

    private final String category;
    private final String spelling;

    Action(String category, String spelling) {
        this.category = category;
        this.spelling = spelling;
    }

    /// The member `category`.
    String category() {
        return category;
    }

    /// The member `action`.
    String spelling() {
        return spelling;
    }
}
