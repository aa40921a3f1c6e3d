package org.careagent.neuron.adapters.outbound.backupfile;

import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.BackupParts;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// What a backup says of itself. It is written last, and names every other member with its length
/// and hash.
///
/// @param trail where the audit trail in it ends; empty without one
/// @param withoutEntry how many relationships that trail does not tell of
public record Manifest(
        BackupParts.Origin origin,
        BackupParts.Counts counts,
        Optional<AuditPosition> trail,
        long withoutEntry,
        List<Entry> entries) {
    static final String NAME = "manifest.json";
    private static final String KIND = "neuron backup";
    private static final int FORMAT = 1;

    /// Keeps the list as it is now.
    public Manifest {
        entries = List.copyOf(entries);
    }

    /// A member of the backup.
    ///
    /// @param sha256 of its content, in lower-case hex
    public record Entry(String name, long bytes, String sha256) {}

    ObjectNode write() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", KIND).put("format", FORMAT);
        json.put("made_at", origin.madeAt().toString());
        json.put("neuron_version", origin.version());
        json.put("organization_npi", origin.organization().digits());
        json.put("node_id", origin.node());
        json.put("other_nodes", origin.otherNodes());
        ArrayNode keys = json.putArray("public_keys");
        origin.publicKeys().forEach(key -> keys.add(Base64Url.encode(key.toArray())));
        ObjectNode rows = json.putObject("counts");
        for (Table table : Table.values()) {
            rows.put(table.spelling(), table.in(counts));
        }
        trail.ifPresent(end ->
                json.putObject("audit")
                        .put("last_sequence", end.sequence())
                        .put("last_hash", end.hash())
                        .put("relationships_without_entry", withoutEntry));
        ArrayNode files = json.putArray("files");
        entries.forEach(entry ->
                files.addObject()
                        .put("name", entry.name())
                        .put("bytes", entry.bytes())
                        .put("sha256", entry.sha256()));
        return json;
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws BackupUnusableException if it is something else
    static Manifest read(ObjectNode json) {
        if (!json.path("kind").asString("").equals(KIND)) {
            throw new BackupUnusableException("it is not a backup of a Neuron");
        }
        if (json.path("format").asInt(0) != FORMAT) {
            throw new BackupUnusableException(
                    "it is of another format than this Neuron knows; use the version that made it: "
                            + json.path("neuron_version").asString("unknown"));
        }
        try {
            return parse(json);
        } catch (NoSuchElementException | IllegalArgumentException | DateTimeException _) {
            throw new BackupUnusableException("its manifest is not of the form that it should be");
        }
    }

    private static Manifest parse(ObjectNode json) {
        JsonNode audit = json.path("audit");
        return new Manifest(
                origin(json),
                counts(json.path("counts")),
                audit.isObject()
                        ? Optional.of(
                                new AuditPosition(
                                        number(audit, "last_sequence"), text(audit, "last_hash")))
                        : Optional.empty(),
                audit.isObject() ? number(audit, "relationships_without_entry") : 0,
                json.path("files").values().stream()
                        .map(file ->
                                new Entry(
                                        text(file, "name"),
                                        number(file, "bytes"),
                                        text(file, "sha256")))
                        .toList());
    }

    private static BackupParts.Origin origin(JsonNode json) {
        return new BackupParts.Origin(
                Npi.parse(text(json, "organization_npi")).orElseThrow(),
                text(json, "node_id"),
                text(json, "neuron_version"),
                json.path("public_keys").values().stream()
                        .map(key -> Base64Url.decode(key.stringValueOpt().orElseThrow()))
                        .map(key -> Bytes.of(key.orElseThrow()))
                        .toList(),
                number(json, "other_nodes"),
                Instant.parse(text(json, "made_at")));
    }

    private static BackupParts.Counts counts(JsonNode json) {
        return new BackupParts.Counts(
                number(json, Table.RELATIONSHIPS.spelling()),
                number(json, Table.BINDINGS.spelling()),
                number(json, Table.PROVIDERS.spelling()),
                number(json, Table.API_KEYS.spelling()),
                number(json, Table.INTRODUCTIONS.spelling()));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).stringValueOpt().orElseThrow();
    }

    private static long number(JsonNode json, String name) {
        return Optional.of(json.path(name))
                .filter(node -> node.isIntegralNumber() && node.canConvertToLong())
                .map(JsonNode::longValue)
                .filter(number -> number >= 0)
                .orElseThrow();
    }
}
