package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A description of an API in OpenAPI 3.1, and what is held against it. A schema is taken at its
/// word here: what it does not name may not be there.
final class ApiDescription {
    private static final String ADDRESS = "https://neuron.example/openapi.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode document;
    private final SchemaRegistry schemas;

    /// @param text as it is served
    ApiDescription(String text) {
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
        node.forEach(ApiDescription::closeObjects);
    }

    /// One thing that can be asked for.
    ///
    /// @param scope what a key must be good for; empty if no key is needed
    record Operation(String method, String path, Optional<String> scope, JsonNode node) {
        /// Names it among others.
        String name() {
            return method + " " + path + scope.map(it -> " " + it).orElse("");
        }

        boolean hasBody() {
            return node.has("requestBody");
        }

        /// A body as it can be.
        String goodBody() {
            return node.at("/requestBody/content/application~1json/example").toString();
        }

        boolean hasPlaces() {
            return path.contains("{");
        }

        Set<String> statuses() {
            return new TreeSet<>(node.path("responses").propertyNames());
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /// All that can be asked for.
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(it ->
                                        operations.add(
                                                operation(
                                                        it.getKey(),
                                                        path.getKey(),
                                                        it.getValue()))));
        return operations;
    }

    private static Operation operation(String method, String path, JsonNode node) {
        JsonNode scope = node.at("/security/0/api_key/0");
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                scope.isString() ? Optional.of(scope.stringValue()) : Optional.empty(),
                node);
    }

    /// Asserts that this is an answer to `operation` that was to be expected.
    ///
    /// @param type the media type that it says it has; empty if it says none
    void assertDescribes(Operation operation, int status, Optional<String> type, String body) {
        JsonNode answer = resolved(operation.node().path("responses").path(String.valueOf(status)));
        assertThat(answer.isObject()).as("%s describes %s: %s", operation, status, body).isTrue();
        JsonNode content = answer.path("content");
        if (content.isMissingNode()) {
            assertThat(body).isEmpty();
            return;
        }
        String named = type.map(it -> it.replaceFirst(";.*", "")).orElseThrow();
        JsonNode schema = content.path(named).path("schema");
        assertThat(schema.isObject()).as("%s describes %s", operation, named).isTrue();
        if (named.equals("application/json")) {
            assertThat(faults(schema, JSON.readTree(body)))
                    .as("%s -> %s %s", operation, status, body)
                    .isEmpty();
        }
    }

    /// Every example in it with what is wrong with it.
    Map<String, List<String>> examples() {
        Map<String, List<String>> judged = new TreeMap<>();
        judge(document, "", judged);
        return judged;
    }

    private void judge(JsonNode node, String at, Map<String, List<String>> judged) {
        JsonNode schema = node.path("schema");
        if (schema.isObject() && node.has("example")) {
            judged.put(at, faults(schema, node.path("example")));
        }
        if (schema.isObject()) {
            node.path("examples")
                    .properties()
                    .forEach(it ->
                            judged.put(
                                    at + "/" + it.getKey(),
                                    faults(schema, it.getValue().path("value"))));
        }
        node.properties().forEach(it -> judge(it.getValue(), at + "/" + it.getKey(), judged));
    }

    /// All that it refers to and does not have.
    List<String> danglingReferences() {
        return references(document).filter(it -> document.at(it).isMissingNode()).toList();
    }

    private static Stream<String> references(JsonNode node) {
        Stream<String> here =
                node.path("$ref").isString()
                        ? Stream.of(node.path("$ref").stringValue().substring(1))
                        : Stream.empty();
        return Stream.concat(here, node.valueStream().flatMap(ApiDescription::references));
    }

    private JsonNode resolved(JsonNode node) {
        return node.path("$ref").isString()
                ? document.at(node.path("$ref").stringValue().substring(1))
                : node;
    }

    private List<String> faults(JsonNode schema, JsonNode value) {
        String absolute = schema.toString().replace("\"#/", "\"" + ADDRESS + "#/");
        Schema rules = schemas.getSchema(JSON.readTree(absolute));
        return rules.validate(value).stream().map(Error::toString).toList();
    }
}
