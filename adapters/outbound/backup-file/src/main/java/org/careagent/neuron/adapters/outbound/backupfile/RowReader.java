package org.careagent.neuron.adapters.outbound.backupfile;

import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.application.port.AuditMark;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.Binding;
import org.careagent.neuron.application.port.KeptApiKey;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.application.port.NodeBooks;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads what [Rows] wrote. Everything goes by the rules of the domain; a row that breaks one does
/// not become anything.
final class RowReader {
    private final JsonNode row;

    private RowReader(JsonNode row) {
        this.row = row;
    }

    /// What `reading` makes of `row`; empty if that breaks a rule.
    static <T> Optional<T> read(ObjectNode row, Function<RowReader, T> reading) {
        try {
            return Optional.of(reading.apply(new RowReader(row)));
        } catch (NoSuchElementException | IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    KeptRelationship relationship() {
        return new KeptRelationship(asRelationship(), optional("terminated_at", Instant::parse));
    }

    private Relationship asRelationship() {
        return new Relationship(
                RelationshipId.parse(text("relationship_id")).orElseThrow(),
                new AgentId(text("patient_agent_id")),
                npi("provider_npi"),
                new AgentEndpoint(text("patient_endpoint")),
                new ConsentedActions(texts("consented_actions")),
                Instant.parse(text("consent_issued_at")),
                Instant.parse(text("created_at")),
                Instant.parse(text("updated_at")));
    }

    Binding binding() {
        return new Binding(
                new AgentId(text("patient_agent_id")),
                new PatientKey(bytes(text("patient_public_key"))));
    }

    Provider provider() {
        return new Provider(
                npi("npi"),
                text("name"),
                texts("provider_types"),
                optional("endpoint", AgentEndpoint::new),
                optional("specialty", text -> text),
                optional("public_key", key -> new ProviderKey(bytes(key))));
    }

    KeptApiKey apiKey() {
        Set<Scope> scopes =
                texts("scope").stream()
                        .map(scope -> Scope.valueOf(scope.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet());
        return new KeptApiKey(
                new ApiKey(
                        ApiKeyId.parse(text("id")).orElseThrow(),
                        text("name"),
                        scopes,
                        optional("npi", npi -> Npi.parse(npi).orElseThrow()),
                        Instant.parse(text("created_at")),
                        optional("expires_at", Instant::parse),
                        optional("revoked_at", Instant::parse)),
                new ApiKeyHash(bytes(text("sha256"))),
                optional("last_used_at", Instant::parse));
    }

    KeptIntroduction introduction() {
        return new KeptIntroduction(
                new Introduction(
                        new IntroductionId(UUID.fromString(text("introduction_id"))),
                        asRelationship(),
                        new PatientKey(bytes(text("patient_public_key"))),
                        Introduction.Occasion.valueOf(text("status").toUpperCase(Locale.ROOT))),
                optional("acknowledged_at", Instant::parse));
    }

    NodeBooks node() {
        JsonNode mark = row.path("mark");
        return new NodeBooks(
                number(row, "last_owed"),
                mark.isObject() ? Optional.of(mark(mark)) : Optional.empty(),
                texts("owed").stream().map(AuditNote::new).toList());
    }

    private static AuditMark mark(JsonNode mark) {
        return new AuditMark(
                number(mark, "owed"),
                new AuditPosition(
                        number(mark, "sequence"),
                        mark.path("hash").stringValueOpt().orElseThrow()));
    }

    private String text(String name) {
        return row.path(name).stringValueOpt().orElseThrow();
    }

    private <T> Optional<T> optional(String name, Function<String, T> parser) {
        return row.has(name) ? Optional.of(parser.apply(text(name))) : Optional.empty();
    }

    private List<String> texts(String name) {
        return row.path(name).values().stream()
                .map(text -> text.stringValueOpt().orElseThrow())
                .toList();
    }

    private Npi npi(String name) {
        return Npi.parse(text(name)).orElseThrow();
    }

    private static Bytes bytes(String text) {
        return Bytes.of(Base64Url.decode(text).orElseThrow());
    }

    private static long number(JsonNode json, String name) {
        return Optional.of(json.path(name))
                .filter(node -> node.isIntegralNumber() && node.canConvertToLong())
                .map(JsonNode::longValue)
                .orElseThrow();
    }
}
