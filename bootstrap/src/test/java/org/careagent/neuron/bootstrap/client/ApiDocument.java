package org.careagent.neuron.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A document in OpenAPI 3.1. A schema is taken at its word here: what it does not name may not be
/// there.
public final class ApiDocument {
    private static final String ADDRESS = "https://neuron.example/openapi.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode document;
    private final SchemaRegistry schemas;

    /// @param text as it is served
    public ApiDocument(String text) {
        document = JSON.readTree(text);
        closeObjects(document);
        schemas =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemas(Map.of(ADDRESS, document.toString()))
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .build()));
    }

    private static void closeObjects(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.has("properties")
                && object.path("type").isString()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiDocument::closeObjects);
    }

    /// All of it.
    public JsonNode root() {
        return document;
    }

    /// `node`, or what it refers to.
    public JsonNode resolved(JsonNode node) {
        return node.path("$ref").isString()
                ? document.at(node.path("$ref").stringValue().substring(1))
                : node;
    }

    /// What is wrong with `value` by `schema`, which may refer to others in the document.
    public List<String> faults(JsonNode schema, JsonNode value) {
        String absolute = schema.toString().replace("\"#/", "\"" + ADDRESS + "#/");
        Schema rules = schemas.getSchema(JSON.readTree(absolute));
        return rules.validate(value).stream().map(Error::toString).toList();
    }

    /// Asserts that this is an answer to `operation` that was to be expected.
    ///
    /// @param name of the operation, to be told who reads what is wrong
    /// @param type the media type that it says it has; empty if it says none
    public void assertDescribes(
            String name, JsonNode operation, int status, Optional<String> type, String body) {
        JsonNode answer = resolved(operation.path("responses").path(String.valueOf(status)));
        assertThat(answer.isObject()).as("%s describes %s: %s", name, status, body).isTrue();
        JsonNode content = answer.path("content");
        if (content.isMissingNode()) {
            assertThat(body).isEmpty();
            return;
        }
        String named = type.map(it -> it.replaceFirst(";.*", "")).orElseThrow();
        JsonNode schema = content.path(named).path("schema");
        assertThat(schema.isObject()).as("%s describes %s", name, named).isTrue();
        if (named.equals("application/json")) {
            assertThat(faults(schema, JSON.readTree(body)))
                    .as("%s -> %s %s", name, status, body)
                    .isEmpty();
        }
    }
}
