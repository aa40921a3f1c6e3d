package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Document;
import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/// The description of the API, in OpenAPI 3.1. It is written by hand, and tests hold it against the
/// routes.
public final class DescriptionRoutes {
    private static final String RESOURCE =
            "/org/careagent/neuron/adapters/inbound/rest/openapi.json";

    private final Document description;

    /// @param version of the program
    public DescriptionRoutes(String version) {
        this.description = Document.of("application/json", described(version));
    }

    /// The routes.
    public List<PublicRoute> routes() {
        return List.of(new PublicRoute.Fixed("/openapi.json", description));
    }

    private static byte[] described(String version) {
        JsonMapper json = JsonMapper.shared();
        ObjectNode document = json.readTree(Resources.read(RESOURCE)).asObject();
        document.withObject("/info").put("version", version);
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }
}
