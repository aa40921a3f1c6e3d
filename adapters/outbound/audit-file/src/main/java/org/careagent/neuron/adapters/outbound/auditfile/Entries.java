package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.handshake.HandshakeEvent;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.RelationshipId;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The audit log's table of actions: which entry an event becomes. No detail is a secret, a key, a
/// token, a signature or clinical data.
final class Entries {
    /// Of `key.rotated`: the id of the key until then.
    static final String KEY_BEFORE = "key_id_before";

    /// Of `key.rotated`: the id of the key from then on.
    static final String KEY_AFTER = "key_id_after";

    private static final String BYTES_CUT = "bytes_cut";

    private Entries() {}

    /// The entry of `event`.
    static Entry of(AuditEvent event) {
        return switch (event) {
            case AuditEvent.NeuronStarted(Npi organization, String version) ->
                    ofNeuron(Action.NEURON_START, organization, version);
            case AuditEvent.NeuronStopped(Npi organization, String version) ->
                    ofNeuron(Action.NEURON_STOP, organization, version);
            case AuditEvent.ProviderAdded(Npi provider, Actor by) ->
                    by(by, Action.PROVIDER_ADDED, Map.of("provider_npi", text(provider)));
            case AuditEvent.ProviderRemoved(Npi provider, Actor by) ->
                    by(by, Action.PROVIDER_REMOVED, Map.of("provider_npi", text(provider)));
            case AuditEvent.PatientReleased(AgentId patient, Actor by) -> released(patient, by);
            case AuditEvent.ConsentMended(RelationshipId relationship, AgentId patient) ->
                    mended(relationship, patient);
            case AuditEvent.RelationshipTerminated e -> terminated(e);
            case AuditEvent.ApiKeyCreated(ApiKey key, Actor by) -> created(key, by);
            case AuditEvent.ApiKeyRevoked(ApiKeyId key, Actor by) ->
                    by(by, Action.API_KEY_REVOKED, Map.of("key_id", text(key)));
            case AuditEvent.KeyRotated(String before, String after, Actor by) ->
                    by(
                            by,
                            Action.KEY_ROTATED,
                            Map.of(KEY_BEFORE, text(before), KEY_AFTER, text(after)));
            case AuditEvent.BackupMade(long relationships, long last, Actor by) ->
                    by(by, Action.BACKUP, counts(relationships, last));
            case AuditEvent.BackupRestored(long relationships, long last, Actor by) ->
                    by(by, Action.RESTORE, counts(relationships, last));
            case AuditEvent.TrailBegunAnew(AuditPosition known) -> begunAnew(known);
            case AuditEvent.RefusalsCoalesced(String address, long count, Instant since) ->
                    byNobody(Action.REFUSALS_COALESCED, coalesced(address, count, since));
            case AuditEvent.AuthFailuresCoalesced(String address, long count, Instant since) ->
                    byNobody(Action.AUTH_FAILURES_COALESCED, coalesced(address, count, since));
            case AuditEvent.ApiRequested(String method, String path, ApiKeyId key) ->
                    by(Actor.key(key), Action.API_REQUEST, request(method, path, "key_id", key));
            case AuditEvent.AuthFailed(String method, String path, String reason) ->
                    byNobody(Action.AUTH_FAILURE, request(method, path, "reason", reason));
            case AuditEvent.RateLimited(String method, String path, ApiKeyId key) ->
                    by(Actor.key(key), Action.RATE_LIMITED, request(method, path, "key_id", key));
            case AuditEvent.OfHandshake(HandshakeEvent happened) -> of(happened);
        };
    }

    /// The entry that records what was cut off at the end of the file.
    ///
    /// @param bytes how many bytes; what they said is not repeated, it never was an entry
    static Entry repaired(long bytes) {
        return byNobody(Action.AUDIT_REPAIRED, Map.of(BYTES_CUT, new Detail.Count(bytes)));
    }

    /// Whether `entry`, as read from the file, is [#repaired]: a trail that was begun anew says so
    /// under the same action.
    static boolean isRepair(JsonNode entry) {
        return Action.AUDIT_REPAIRED.spelling().equals(entry.path("action").stringValue(""))
                && entry.path("details").has(BYTES_CUT);
    }

    /// Whether `entry`, as read from the file, says that the key was changed to the one of that id.
    static boolean isChangeTo(String keyId, JsonNode entry) {
        return Action.KEY_ROTATED.spelling().equals(entry.path("action").stringValue(""))
                && keyId.equals(entry.path("details").path(KEY_AFTER).stringValue(""));
    }

    private static Entry of(HandshakeEvent event) {
        return switch (event) {
            case HandshakeEvent.Started e -> started(e);
            case HandshakeEvent.Completed e -> completed(e);
            case HandshakeEvent.Failed e -> failed(e);
            case HandshakeEvent.TimedOut e -> timedOut(e);
            case HandshakeEvent.RelationshipEstablished e -> established(e);
            case HandshakeEvent.RelationshipRenewed e -> renewed(e);
        };
    }

    private static Entry ofNeuron(Action action, Npi organization, String version) {
        return byNobody(action, Map.of("npi", text(organization), "version", text(version)));
    }

    private static Entry started(HandshakeEvent.Started event) {
        return by(
                event.patient(),
                Action.HANDSHAKE_STARTED,
                Map.of("session_id", text(event.session())));
    }

    private static Entry completed(HandshakeEvent.Completed event) {
        return by(
                event.patient(),
                Action.HANDSHAKE_COMPLETED,
                Map.of(
                        "session_id", text(event.session()),
                        "relationship_id", text(event.relationship()),
                        "status", word(event.status()),
                        "provider_npi", text(event.provider())));
    }

    private static Entry failed(HandshakeEvent.Failed event) {
        return by(
                event.patient(),
                Action.HANDSHAKE_FAILED,
                Map.of(
                        "session_id", text(event.session()),
                        "error", text(event.refusal().code()),
                        "reason", text(event.refusal().reason()),
                        "provider_npi", text(event.provider().map(Npi::digits).orElse("unknown"))));
    }

    private static Entry timedOut(HandshakeEvent.TimedOut event) {
        return by(
                event.patient(),
                Action.TIMEOUT,
                Map.of("session_id", text(event.session()), "phase", word(event.phase())));
    }

    private static Entry established(HandshakeEvent.RelationshipEstablished event) {
        return by(
                event.patient(),
                Action.RELATIONSHIP_ESTABLISHED,
                Map.of(
                        "relationship_id", text(event.relationship()),
                        "provider_npi", text(event.provider()),
                        "consented_actions", new Detail.Texts(event.actions().entries())));
    }

    private static Entry renewed(HandshakeEvent.RelationshipRenewed event) {
        return by(
                event.patient(),
                Action.RELATIONSHIP_RENEWED,
                Map.of(
                        "relationship_id", text(event.relationship()),
                        "changed", words(event.changed())));
    }

    // The table has it that the actor of every entry about consent is the patient agent.
    private static Entry released(AgentId patient, Actor by) {
        return by(
                patient,
                Action.PATIENT_RELEASED,
                Map.of("patient_agent_id", text(patient), "released_by", text(by.name())));
    }

    private static Entry mended(RelationshipId relationship, AgentId patient) {
        return by(
                patient,
                Action.CONSENT_MENDED,
                Map.of(
                        "relationship_id", text(relationship),
                        "found", text("the storage does not have it, and nobody was told of it"),
                        "done", text("it is void")));
    }

    private static Entry terminated(AuditEvent.RelationshipTerminated event) {
        return new Entry(
                Action.RELATIONSHIP_TERMINATED,
                Optional.of(event.provider().digits()),
                Map.of(
                        "relationship_id", text(event.relationship()),
                        "reason", text(event.reason())));
    }

    private static Entry begunAnew(AuditPosition known) {
        return byNobody(
                Action.AUDIT_REPAIRED,
                Map.of(
                        "known_sequence",
                        new Detail.Count(known.sequence()),
                        "known_hash",
                        text(known.hash())));
    }

    private static Map<String, Detail> counts(long relationships, long lastSequence) {
        return Map.of(
                "relationships", new Detail.Count(relationships),
                "last_sequence", new Detail.Count(lastSequence));
    }

    private static Map<String, Detail> coalesced(String address, long count, Instant since) {
        return Map.of(
                "address", text(address),
                "count", new Detail.Count(count),
                "since", text(Timestamps.of(since)));
    }

    private static Map<String, Detail> request(
            String method, String path, String more, Object value) {
        return Map.of("method", text(method), "path", text(path), more, text(value));
    }

    private static Entry created(ApiKey key, Actor by) {
        Map<String, Detail> details = new HashMap<>();
        details.put("key_id", text(key.id()));
        details.put("name", text(key.name()));
        details.put("scope", words(new TreeSet<>(key.scopes())));
        key.npi().ifPresent(npi -> details.put("provider_npi", text(npi)));
        key.expiresAt().ifPresent(end -> details.put("expires_at", text(end)));
        return by(by, Action.API_KEY_CREATED, details);
    }

    private static Entry by(Actor actor, Action action, Map<String, Detail> details) {
        return new Entry(action, Optional.of(actor.name()), details);
    }

    private static Entry byNobody(Action action, Map<String, Detail> details) {
        return new Entry(action, Optional.empty(), details);
    }

    private static Entry by(AgentId patient, Action action, Map<String, Detail> details) {
        return by(Optional.of(patient), action, details);
    }

    private static Entry by(Optional<AgentId> patient, Action action, Map<String, Detail> details) {
        return new Entry(action, patient.map(AgentId::value), details);
    }

    private static Detail text(Object value) {
        return new Detail.Text(value.toString());
    }

    private static Detail word(Enum<?> value) {
        return new Detail.Text(value.name().toLowerCase(Locale.ROOT));
    }

    /// In the order of the event, which is always the same for the same parts.
    private static Detail words(Collection<? extends Enum<?>> values) {
        return new Detail.Texts(
                values.stream().map(value -> value.name().toLowerCase(Locale.ROOT)).toList());
    }
}
