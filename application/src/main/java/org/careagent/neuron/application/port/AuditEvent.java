package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.handshake.HandshakeEvent;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;

/// What goes into the audit trail, one type an action of the audit log's table.
public sealed interface AuditEvent {
    /// `neuron_start`
    record NeuronStarted(Npi organization, String version) implements AuditEvent {}

    /// `neuron_stop`
    record NeuronStopped(Npi organization, String version) implements AuditEvent {}

    /// `registration.provider_added`
    record ProviderAdded(Npi provider, Actor by) implements AuditEvent {}

    /// `registration.provider_removed`
    record ProviderRemoved(Npi provider, Actor by) implements AuditEvent {}

    /// `consent.patient_released`
    record PatientReleased(AgentId patient, Actor by) implements AuditEvent {}

    /// `api_key.created`
    record ApiKeyCreated(ApiKey key, Actor by) implements AuditEvent {}

    /// `api_key.revoked`
    record ApiKeyRevoked(ApiKeyId key, Actor by) implements AuditEvent {}

    /// What happened in a handshake: `connection.*` and `consent.*`
    record OfHandshake(HandshakeEvent event) implements AuditEvent {}
}
