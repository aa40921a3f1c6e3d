package org.careagent.neuron.adapters.inbound.control;

import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.adapters.shared.json.JsonReading;
import org.careagent.neuron.adapters.shared.json.StrictJson;
import org.careagent.neuron.adapters.shared.rows.SmallLetters;
import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.RelationshipStatus;
import org.careagent.neuron.domain.relationship.TerminationReason;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads one line of the control socket. Whatever it is, the outcome is a request, or one sentence
/// that says all that is wrong with it.
final class RequestReader {
    private static final Set<Scope> PRESET_SCOPE = Set.of(Scope.READ);
    private static final String RELATIONSHIP_ID = "must be the id of a relationship, a UUID";

    private static final String PATH_RULE = "must be an absolute path";

    private final Arguments members;

    private RequestReader(Arguments members) {
        this.members = members;
    }

    /// What a line is.
    sealed interface Reading {
        /// It asks for something.
        record Request(ControlRequest request) implements Reading {}

        /// It cannot be understood.
        record Unreadable(String why) implements Reading {}
    }

    static Reading read(byte[] line) {
        return switch (StrictJson.read(line)) {
            case JsonReading.Refused(var why) ->
                    new Reading.Unreadable(
                            "The request must be one JSON object, but " + why.words() + ".");
            case JsonReading.Parsed(var object) -> read(new Arguments(object));
        };
    }

    private static Reading read(Arguments members) {
        Optional<String> type = members.required("type", "must be a string", Optional::of);
        Optional<ControlRequest> request =
                type.flatMap(name -> new RequestReader(members).ofType(name));
        return members.faults()
                .<Reading>map(Reading.Unreadable::new)
                .orElseGet(() -> new Reading.Request(request.orElseThrow()));
    }

    private Optional<ControlRequest> ofType(String type) {
        return switch (type) {
            case "status" -> Optional.of(new ControlRequest.Status());
            case "shutdown" -> Optional.of(new ControlRequest.Shutdown());
            case "provider.list" -> Optional.of(new ControlRequest.ProviderList());
            case "provider.add" -> providerAdd();
            case "provider.remove" -> npi("npi").map(ControlRequest.ProviderRemove::new);
            case "relationship.list" -> relationshipList();
            case "relationship.show" ->
                    members.required("id", RELATIONSHIP_ID, RelationshipId::parse)
                            .map(ControlRequest.RelationshipShow::new);
            case "relationship.terminate" -> relationshipTerminate();
            case "patient.release" ->
                    members.required("patient_agent_id", AgentId.RULE, AgentId::parse)
                            .map(ControlRequest.PatientRelease::new);
            case "api-key.create" -> apiKeyCreate();
            case "api-key.list" -> Optional.of(new ControlRequest.ApiKeyList());
            case "api-key.revoke" ->
                    members.required("id", "must be the id of a key, a UUID", ApiKeyId::parse)
                            .map(ControlRequest.ApiKeyRevoke::new);
            case "backup" ->
                    members.required("file", PATH_RULE, RequestReader::path)
                            .map(ControlRequest.Backup::new);
            default -> unknown();
        };
    }

    private Optional<ControlRequest> unknown() {
        members.fault(
                "type must be status, shutdown, provider.list, provider.add, provider.remove,"
                        + " relationship.list, relationship.show, relationship.terminate,"
                        + " patient.release, api-key.create, api-key.list, api-key.revoke or backup");
        return Optional.empty();
    }

    private Optional<ControlRequest> providerAdd() {
        Optional<Npi> npi = npi("npi");
        Optional<String> name = members.required("name", Provider.TEXT_RULE, RequestReader::text);
        Optional<List<String>> types =
                members.texts(
                        "provider_types",
                        ControlRequest.ProviderAdd.MOST_TYPES,
                        RequestReader::text);
        Optional<String> specialty =
                members.optional("specialty", Provider.TEXT_RULE, RequestReader::text);
        Optional<AgentEndpoint> endpoint =
                members.optional("endpoint", AgentEndpoint.RULE, AgentEndpoint::parse);
        Optional<PresentedKey> key =
                members.optional(
                        "public_key",
                        "must be a raw Ed25519 public key, 32 bytes in base64url",
                        text -> Base64Url.decode(text).map(Bytes::of).map(PresentedKey::new));
        return members.all(() ->
                new ControlRequest.ProviderAdd(
                        npi.orElseThrow(),
                        name.orElseThrow(),
                        types.orElseThrow(),
                        specialty,
                        endpoint,
                        key));
    }

    private Optional<ControlRequest> relationshipList() {
        Optional<RelationshipStatus> status =
                members.optional(
                        "status",
                        SmallLetters.rule(RelationshipStatus.class),
                        text -> SmallLetters.parse(RelationshipStatus.class, text));
        Optional<Npi> provider = members.optional("provider", Npi.RULE, Npi::parse);
        Optional<AgentId> patient = members.optional("patient", AgentId.RULE, AgentId::parse);
        Optional<RelationshipId> after =
                members.optional("after", RELATIONSHIP_ID, RelationshipId::parse);
        int limit =
                members.number("limit", 1, ControlRequest.RelationshipList.MOST)
                        .orElse(ControlRequest.RelationshipList.MOST);
        return members.all(() ->
                new ControlRequest.RelationshipList(
                        new RelationshipFilter(status, provider, patient), after, limit));
    }

    private Optional<ControlRequest> relationshipTerminate() {
        Optional<RelationshipId> id =
                members.required("relationship_id", RELATIONSHIP_ID, RelationshipId::parse);
        Optional<Npi> provider = npi("provider_npi");
        Optional<TerminationReason> reason =
                members.required("reason", TerminationReason.RULE, TerminationReason::parse);
        return members.all(() ->
                new ControlRequest.RelationshipTerminate(
                        id.orElseThrow(), provider.orElseThrow(), reason.orElseThrow()));
    }

    private Optional<ControlRequest> apiKeyCreate() {
        Optional<String> name = members.required("name", Provider.TEXT_RULE, RequestReader::text);
        Set<Scope> scopes =
                members.has("scope")
                        ? Set.copyOf(
                                members.texts(
                                                "scope",
                                                Scope.values().length,
                                                text -> SmallLetters.parse(Scope.class, text))
                                        .orElse(List.of()))
                        : PRESET_SCOPE;
        Optional<Npi> npi = members.optional("npi", Npi.RULE, Npi::parse);
        Optional<Instant> expires =
                members.optional(
                        "expires",
                        "must be a time of RFC 3339, as in 2027-01-31T00:00:00Z",
                        RequestReader::time);
        if (!ApiKey.fits(npi, scopes)) {
            members.fault("npi needs the scope provider");
        }
        return members.all(() ->
                new ControlRequest.ApiKeyCreate(
                        new CreateApiKey.Wish(name.orElseThrow(), scopes, npi, expires)));
    }

    private Optional<Npi> npi(String name) {
        return members.required(name, Npi.RULE, Npi::parse);
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(Provider::isText);
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
