package org.careagent.neuron.adapters.outbound.backupfile;

import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.Binding;
import org.careagent.neuron.application.port.KeptApiKey;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.application.port.NodeBooks;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collection;
import java.util.Locale;

/// What is kept, as JSON. [RowReader] reads the same again, to the nanosecond.
final class Rows {
    private Rows() {}

    static ObjectNode of(KeptRelationship kept) {
        ObjectNode row = row();
        write(kept.relationship(), row);
        kept.terminatedAt().ifPresent(at -> row.put("terminated_at", at.toString()));
        return row;
    }

    private static void write(Relationship of, ObjectNode row) {
        row.put("relationship_id", of.id().toString());
        row.put("patient_agent_id", of.patient().value());
        row.put("provider_npi", of.provider().digits());
        row.put("patient_endpoint", of.endpoint().uri());
        row.set("consented_actions", texts(of.actions().entries()));
        row.put("consent_issued_at", of.consentIssuedAt().toString());
        row.put("created_at", of.createdAt().toString());
        row.put("updated_at", of.updatedAt().toString());
    }

    static ObjectNode of(Binding bound) {
        return row().put("patient_agent_id", bound.patient().value())
                .put("patient_public_key", text(bound.key().bytes()));
    }

    static ObjectNode of(Provider provider) {
        ObjectNode row = row();
        row.put("npi", provider.npi().digits());
        row.put("name", provider.name());
        row.set("provider_types", texts(provider.types()));
        provider.specialty().ifPresent(specialty -> row.put("specialty", specialty));
        provider.endpoint().ifPresent(endpoint -> row.put("endpoint", endpoint.uri()));
        provider.key().ifPresent(key -> row.put("public_key", text(key.bytes())));
        return row;
    }

    static ObjectNode of(KeptApiKey kept) {
        ObjectNode row = row();
        ApiKey key = kept.key();
        row.put("id", key.id().toString());
        row.put("name", key.name());
        row.put("sha256", text(kept.hash().bytes()));
        row.set("scope", texts(key.scopes().stream().sorted().map(Rows::small).toList()));
        key.npi().ifPresent(npi -> row.put("npi", npi.digits()));
        row.put("created_at", key.createdAt().toString());
        key.expiresAt().ifPresent(at -> row.put("expires_at", at.toString()));
        key.revokedAt().ifPresent(at -> row.put("revoked_at", at.toString()));
        kept.lastUsedAt().ifPresent(at -> row.put("last_used_at", at.toString()));
        return row;
    }

    static ObjectNode of(KeptIntroduction kept) {
        ObjectNode row = row();
        row.put("introduction_id", kept.introduction().id().value().toString());
        write(kept.introduction().relationship(), row);
        row.put("patient_public_key", text(kept.introduction().key().bytes()));
        row.put("status", small(kept.introduction().occasion()));
        kept.acknowledgedAt().ifPresent(at -> row.put("acknowledged_at", at.toString()));
        return row;
    }

    static ObjectNode of(NodeBooks node) {
        ObjectNode row = row();
        row.put("last_owed", node.lastOwed());
        node.mark()
                .ifPresent(mark ->
                        row.putObject("mark")
                                .put("owed", mark.owed())
                                .put("sequence", mark.trail().sequence())
                                .put("hash", mark.trail().hash()));
        row.set("owed", texts(node.owed().stream().map(AuditNote::text).toList()));
        return row;
    }

    private static ObjectNode row() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(Bytes bytes) {
        return Base64Url.encode(bytes.toArray());
    }

    private static String small(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
