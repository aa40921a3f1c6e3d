package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Document;
import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

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
        try (InputStream stream =
                Objects.requireNonNull(
                        DescriptionRoutes.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            JsonMapper json = JsonMapper.shared();
            ObjectNode document = json.readTree(stream).asObject();
            document.withObject("/info").put("version", version);
            return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
