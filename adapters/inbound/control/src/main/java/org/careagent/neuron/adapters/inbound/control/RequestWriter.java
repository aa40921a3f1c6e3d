package org.careagent.neuron.adapters.inbound.control;

import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.adapters.shared.rows.SmallLetters;
import org.careagent.neuron.application.access.CreateApiKey;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collection;

/// Spells a request for the control socket; [RequestReader] reads the same again.
final class RequestWriter {
    private RequestWriter() {}

    static ObjectNode write(ControlRequest request) {
        return switch (request) {
            case ControlRequest.Status() -> ofType("status");
            case ControlRequest.Shutdown() -> ofType("shutdown");
            case ControlRequest.ProviderList() -> ofType("provider.list");
            case ControlRequest.ProviderAdd add -> providerAdd(add);
            case ControlRequest.ProviderRemove(var npi) ->
                    ofType("provider.remove").put("npi", npi.digits());
            case ControlRequest.RelationshipList list -> relationshipList(list);
            case ControlRequest.RelationshipShow(var id) ->
                    ofType("relationship.show").put("id", id.toString());
            case ControlRequest.RelationshipTerminate(var id, var provider, var reason) ->
                    ofType("relationship.terminate")
                            .put("relationship_id", id.toString())
                            .put("provider_npi", provider.digits())
                            .put("reason", reason.text());
            case ControlRequest.PatientRelease(var patient) ->
                    ofType("patient.release").put("patient_agent_id", patient.value());
            case ControlRequest.Backup(var file) ->
                    ofType("backup").put("file", file.toAbsolutePath().toString());
            case ControlRequest.ApiKeyCreate(var wish) -> apiKeyCreate(wish);
            case ControlRequest.ApiKeyList() -> ofType("api-key.list");
            case ControlRequest.ApiKeyRevoke(var id) ->
                    ofType("api-key.revoke").put("id", id.toString());
        };
    }

    private static ObjectNode providerAdd(ControlRequest.ProviderAdd add) {
        ObjectNode json = ofType("provider.add");
        json.put("npi", add.npi().digits());
        json.put("name", add.name());
        json.set("provider_types", texts(add.types()));
        add.specialty().ifPresent(specialty -> json.put("specialty", specialty));
        add.endpoint().ifPresent(endpoint -> json.put("endpoint", endpoint.uri()));
        add.key().ifPresent(key -> json.put("public_key", Base64Url.encode(key.bytes().toArray())));
        return json;
    }

    private static ObjectNode relationshipList(ControlRequest.RelationshipList list) {
        ObjectNode json = ofType("relationship.list");
        list.filter().status().ifPresent(status -> json.put("status", SmallLetters.of(status)));
        list.filter().provider().ifPresent(provider -> json.put("provider", provider.digits()));
        list.filter().patient().ifPresent(patient -> json.put("patient", patient.value()));
        list.after().ifPresent(id -> json.put("after", id.toString()));
        return json.put("limit", list.limit());
    }

    private static ObjectNode apiKeyCreate(CreateApiKey.Wish wish) {
        ObjectNode json = ofType("api-key.create");
        json.put("name", wish.name());
        json.set("scope", texts(wish.scopes().stream().sorted().map(SmallLetters::of).toList()));
        wish.npi().ifPresent(npi -> json.put("npi", npi.digits()));
        wish.expiresAt().ifPresent(end -> json.put("expires", end.toString()));
        return json;
    }

    private static ObjectNode ofType(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
