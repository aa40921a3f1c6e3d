package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Document;
import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/// The descriptions of what the Neuron speaks: of the REST API in OpenAPI 3.1, and of the
/// WebSockets in AsyncAPI 3.0. They are written by hand; tests hold them against the routes and the
/// messages.
public final class DescriptionRoutes {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FOLDER = "/org/careagent/neuron/adapters/inbound/rest/";

    private final Document api;
    private final Document webSockets;

    /// @param version of the program
    /// @param handshakes the path at which patients' agents shake hands
    public DescriptionRoutes(String version, String handshakes) {
        this.api = document(described("openapi.json", version));
        ObjectNode described = described("asyncapi.json", version);
        described.withObject("/channels/handshake").put("address", handshakes);
        this.webSockets = document(described);
    }

    /// The routes.
    public List<PublicRoute> routes() {
        return List.of(
                new PublicRoute.Fixed("/openapi.json", api),
                new PublicRoute.Fixed("/asyncapi.json", webSockets));
    }

    private static ObjectNode described(String name, String version) {
        ObjectNode document = JSON.readTree(Resources.read(FOLDER + name)).asObject();
        document.withObject("/info").put("version", version);
        return document;
    }

    private static Document document(ObjectNode described) {
        return Document.of(
                "application/json",
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(described));
    }
}
