package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.handshake.HandshakeEvent;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.RelationshipId;

import java.time.Instant;

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

    /// `consent.mended`: the trail told of a relationship that the storage does not have, and that
    /// nobody was told of. It is void.
    record ConsentMended(RelationshipId relationship, AgentId patient) implements AuditEvent {}

    /// `termination.relationship_terminated`
    ///
    /// @param reason as its provider gave it; a few words, not clinical data
    record RelationshipTerminated(RelationshipId relationship, Npi provider, String reason)
            implements AuditEvent {}

    /// `api_key.created`
    record ApiKeyCreated(ApiKey key, Actor by) implements AuditEvent {}

    /// `api_key.revoked`
    record ApiKeyRevoked(ApiKeyId key, Actor by) implements AuditEvent {}

    /// `key.rotated`
    ///
    /// @param before names the Neuron's key as it was, by the key id of its checkpoints, in hex
    /// @param after names the one it has from now on
    record KeyRotated(String before, String after, Actor by) implements AuditEvent {}

    /// `backup`
    ///
    /// @param relationships how many of them are in it
    /// @param lastSequence up to which entry the audit trail is in it
    record BackupMade(long relationships, long lastSequence, Actor by) implements AuditEvent {}

    /// `restore`
    ///
    /// @param relationships how many of them came back
    /// @param lastSequence up to which entry the audit trail came back
    record BackupRestored(long relationships, long lastSequence, Actor by) implements AuditEvent {}

    /// `audit.repaired`: a trail was begun anew, where the storage knew one that went on until
    /// `known`.
    record TrailBegunAnew(AuditPosition known) implements AuditEvent {}

    /// `connection.refusals_coalesced`: what one address caused beyond what is recorded one by one.
    ///
    /// @param address a source address, or `others` where there were too many to tell apart
    /// @param count how many refusals
    /// @param since when the first of them came
    record RefusalsCoalesced(String address, long count, Instant since) implements AuditEvent {}

    /// `auth_failures_coalesced`: likewise.
    record AuthFailuresCoalesced(String address, long count, Instant since) implements AuditEvent {}

    /// `api_request`: somebody with a good key has asked for something.
    ///
    /// @param method of the request
    /// @param path without parameters
    record ApiRequested(String method, String path, ApiKeyId key) implements AuditEvent {}

    /// `auth_failure`: somebody without a good key has.
    ///
    /// @param reason what was wrong with the key, in a word
    record AuthFailed(String method, String path, String reason) implements AuditEvent {}

    /// `rate_limited`: a key has used up its share. Told once for each time.
    record RateLimited(String method, String path, ApiKeyId key) implements AuditEvent {}

    /// What happened in a handshake: `connection.*` and `consent.*`
    record OfHandshake(HandshakeEvent event) implements AuditEvent {}
}
