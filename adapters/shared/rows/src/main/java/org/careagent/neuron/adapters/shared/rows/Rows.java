package org.careagent.neuron.adapters.shared.rows;

import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.application.backup.MakeBackup;
import org.careagent.neuron.application.port.KeptApiKey;
import org.careagent.neuron.application.port.TrailVerdict;
import org.careagent.neuron.application.status.NeuronStatus;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.RegistrationId;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// What is shown of what the Neuron keeps, with the REST API's names: the same over HTTP, over the
/// control socket and at the command line.
public final class Rows {
    private Rows() {}

    /// A row of each of `things`, in their order.
    public static <T> ArrayNode of(List<T> things, Function<T, JsonNode> row) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        things.forEach(thing -> rows.add(row.apply(thing)));
        return rows;
    }

    /// All that is known of it.
    public static ObjectNode provider(Provider provider) {
        return withProfile(
                row().put("npi", provider.npi().digits()).put("name", provider.name()), provider);
    }

    /// All that is known of a provider, as `POST /v1/registrations` of the REST API spells it.
    ///
    /// @param id names the registration
    public static ObjectNode registration(RegistrationId id, Provider provider) {
        return withProfile(
                row().put("registration_id", id.toString())
                        .put("provider_npi", provider.npi().digits())
                        .put("provider_name", provider.name()),
                provider);
    }

    private static ObjectNode withProfile(ObjectNode row, Provider provider) {
        row.set("provider_types", texts(provider.types()));
        provider.specialty().ifPresent(specialty -> row.put("specialty", specialty));
        provider.endpoint().ifPresent(endpoint -> row.put("endpoint", endpoint.uri()));
        provider.key()
                .ifPresent(key -> row.put("public_key", Base64Url.encode(key.bytes().toArray())));
        return row;
    }

    /// Never the patient's key, nor its endpoint (REST API, `GET /v1/relationships`).
    public static ObjectNode relationship(KeptRelationship kept) {
        Relationship relationship = kept.relationship();
        ObjectNode row = row();
        row.put("relationship_id", relationship.id().toString());
        row.put("patient_agent_id", relationship.patient().value());
        row.put("provider_npi", relationship.provider().digits());
        row.put("status", SmallLetters.of(kept.status()));
        row.set("consented_actions", texts(relationship.actions().entries()));
        row.put("created_at", time(relationship.createdAt()));
        row.put("updated_at", time(kept.updatedAt()));
        return row;
    }

    /// What a provider's agent learns of a patient (handshake protocol, section 6).
    public static ObjectNode introduction(Introduction made) {
        Relationship relationship = made.relationship();
        ObjectNode row = row();
        row.put("introduction_id", made.id().toString());
        row.put("relationship_id", relationship.id().toString());
        row.put("patient_agent_id", relationship.patient().value());
        row.put("patient_public_key", Base64Url.encode(made.key().bytes().toArray()));
        row.put("patient_endpoint", relationship.endpoint().uri());
        row.set("consented_actions", texts(relationship.actions().entries()));
        row.put("status", SmallLetters.of(made.occasion()));
        return row.put("created_at", time(made.createdAt()));
    }

    /// All but the key itself.
    public static ObjectNode apiKey(ApiKey key) {
        ObjectNode row = row();
        row.put("id", key.id().toString());
        row.put("name", key.name());
        row.set("scope", texts(key.scopes().stream().sorted().map(SmallLetters::of).toList()));
        key.npi().ifPresent(npi -> row.put("npi", npi.digits()));
        row.put("created_at", time(key.createdAt()));
        key.expiresAt().ifPresent(end -> row.put("expires_at", time(end)));
        key.revokedAt().ifPresent(at -> row.put("revoked_at", time(at)));
        return row;
    }

    /// All but the key and its hash, and when it was last used, if it was.
    public static ObjectNode keptApiKey(KeptApiKey kept) {
        ObjectNode row = apiKey(kept.key());
        kept.lastUsedAt().ifPresent(at -> row.put("last_used_at", time(at)));
        return row;
    }

    /// As `GET /v1/status` of the REST API.
    public static ObjectNode status(NeuronStatus status) {
        ObjectNode row = row();
        row.put("status", SmallLetters.of(status.phase()));
        row.put("uptime_seconds", status.uptime().toSeconds());
        row.putObject("organization")
                .put("npi", status.npi().digits())
                .put("name", status.organization());
        row.putObject("axon").put("status", SmallLetters.of(status.registry()));
        row.put("active_sessions", status.activeSessions());
        row.put("queued", status.queued());
        row.put("providers", status.providers());
        row.put("version", status.version());
        return row.put("node_id", status.nodeId());
    }

    /// What is in a backup that was made.
    ///
    /// @param file where it is
    public static ObjectNode backup(Path file, MakeBackup.Outcome.Made made) {
        ObjectNode row = row();
        row.put("file", file.toString());
        row.put("bytes", made.bytes());
        row.putObject("counts")
                .put("relationships", made.counts().relationships())
                .put("bindings", made.counts().bindings())
                .put("providers", made.counts().providers())
                .put("api-keys", made.counts().apiKeys())
                .put("introductions", made.counts().introductions());
        row.put("last_sequence", made.lastSequence());
        row.put("relationships_without_entry", made.withoutEntry());
        return row.put("other_nodes", made.otherNodes());
    }

    /// What became of a full check of the audit trail.
    public static ObjectNode verdict(TrailVerdict verdict) {
        ObjectNode row = row().put("verified", verdict instanceof TrailVerdict.Verified);
        return switch (verdict) {
            case TrailVerdict.Verified verified -> verified(row, verified);
            case TrailVerdict.Broken(var kind, var file, var line, var sequence, var why) ->
                    row.put("kind", kind)
                            .put("file", file)
                            .put("line", line)
                            .put("sequence", sequence)
                            .put("why", why);
            case TrailVerdict.Undecided(var checkpoint, var why) -> {
                checkpoint.ifPresent(file -> row.put("checkpoint", file));
                yield row.put("why", why);
            }
        };
    }

    private static ObjectNode verified(ObjectNode row, TrailVerdict.Verified verified) {
        row.put("entries", verified.entries()).put("files", verified.files());
        verified.span().ifPresent(span -> row.put("first", span.first()).put("last", span.last()));
        row.put("dated_back", verified.datedBack());
        row.putObject("checkpoints")
                .put("verified", verified.checkpoints().verified())
                .put("without_key", verified.checkpoints().withoutKey())
                .put("of_unknown_keys", verified.checkpoints().ofUnknownKeys());
        return row.put("root", Base64.getEncoder().encodeToString(verified.root().toArray()));
    }

    private static ObjectNode row() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A time, in RFC 3339 and UTC, to the millisecond.
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
