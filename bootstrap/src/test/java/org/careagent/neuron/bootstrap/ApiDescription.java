package org.careagent.neuron.bootstrap;

import org.careagent.neuron.bootstrap.client.ApiDocument;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A description of an API in OpenAPI 3.1, and what is held against it.
final class ApiDescription {
    private final ApiDocument document;

    /// @param text as it is served
    ApiDescription(String text) {
        document = new ApiDocument(text);
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
        document.root()
                .path("paths")
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
        document.assertDescribes(operation.name(), operation.node(), status, type, body);
    }

    /// Every example in it with what is wrong with it.
    Map<String, List<String>> examples() {
        Map<String, List<String>> judged = new TreeMap<>();
        judge(document.root(), "", judged);
        return judged;
    }

    private void judge(JsonNode node, String at, Map<String, List<String>> judged) {
        JsonNode schema = node.path("schema");
        if (schema.isObject() && node.has("example")) {
            judged.put(at, document.faults(schema, node.path("example")));
        }
        if (schema.isObject()) {
            node.path("examples")
                    .properties()
                    .forEach(it ->
                            judged.put(
                                    at + "/" + it.getKey(),
                                    document.faults(schema, it.getValue().path("value"))));
        }
        node.properties().forEach(it -> judge(it.getValue(), at + "/" + it.getKey(), judged));
    }

    /// All that it refers to and does not have.
    List<String> danglingReferences() {
        return references(document.root())
                .filter(it -> document.root().at(it).isMissingNode())
                .toList();
    }

    private static Stream<String> references(JsonNode node) {
        Stream<String> here =
                node.path("$ref").isString()
                        ? Stream.of(node.path("$ref").stringValue().substring(1))
                        : Stream.empty();
        return Stream.concat(here, node.valueStream().flatMap(ApiDescription::references));
    }
}
