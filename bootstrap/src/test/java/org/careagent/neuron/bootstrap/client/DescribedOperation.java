package org.careagent.neuron.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An operation as a document describes it.
///
/// @param path its template
record DescribedOperation(
        ApiDocument document, String id, String method, String path, JsonNode node) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The operation of that id, which there has to be.
    static DescribedOperation in(ApiDocument document, String id) {
        return document.root().path("paths").properties().stream()
                .flatMap(path -> at(document, id, path.getKey(), path.getValue()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is described as " + id));
    }

    private static Stream<DescribedOperation> at(
            ApiDocument document, String id, String path, JsonNode methods) {
        return methods.properties().stream()
                .filter(it -> it.getValue().path("operationId").asString("").equals(id))
                .map(it ->
                        new DescribedOperation(
                                document,
                                id,
                                it.getKey().toUpperCase(Locale.ROOT),
                                path,
                                it.getValue()));
    }

    /// Path and query, filled in.
    String target(Map<String, ?> values) {
        List<JsonNode> described = parameters();
        assertThat(described.stream().map(it -> it.path("name").stringValue()))
                .as("parameters of %s", id)
                .containsAll(values.keySet());
        described.forEach(it -> assertFits(it, values));
        return filledIn(values) + query(values);
    }

    private List<JsonNode> parameters() {
        return node.path("parameters").valueStream().map(document::resolved).toList();
    }

    private void assertFits(JsonNode parameter, Map<String, ?> values) {
        String name = parameter.path("name").stringValue();
        if (values.containsKey(name)) {
            JsonNode value = JSON.valueToTree(values.get(name));
            assertThat(document.faults(parameter.path("schema"), value))
                    .as("%s of %s", name, id)
                    .isEmpty();
        } else {
            assertThat(parameter.path("required").asBoolean(false))
                    .as("%s needs %s", id, name)
                    .isFalse();
        }
    }

    private String filledIn(Map<String, ?> values) {
        String filled = path;
        for (String name : names("path", values).toList()) {
            filled = filled.replace("{" + name + "}", encoded(values, name));
        }
        assertThat(filled).as("path of %s", id).doesNotContain("{");
        return filled;
    }

    private String query(Map<String, ?> values) {
        String query =
                names("query", values)
                        .map(name -> name + "=" + encoded(values, name))
                        .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private Stream<String> names(String place, Map<String, ?> values) {
        return parameters().stream()
                .filter(it -> it.path("in").asString("").equals(place))
                .map(it -> it.path("name").stringValue())
                .filter(values::containsKey);
    }

    private static String encoded(Map<String, ?> values, String name) {
        return URLEncoder.encode(String.valueOf(values.get(name)), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    /// The header that a key goes into; empty if none is needed.
    Optional<String> keyHeader() {
        JsonNode needed =
                node.has("security") ? node.path("security") : document.root().path("security");
        return needed.valueStream()
                .flatMap(it -> it.propertyNames().stream())
                .map(name -> document.root().at("/components/securitySchemes/" + name))
                .filter(it -> it.path("in").asString("").equals("header"))
                .map(it -> it.path("name").stringValue())
                .findFirst();
    }

    /// The media type of its body.
    String bodyType() {
        return content().getKey();
    }

    /// The text of a body that keeps its rules.
    Optional<String> body(Optional<Map<String, ?>> members) {
        if (members.isEmpty()) {
            assertThat(
                            document.resolved(node.path("requestBody"))
                                    .path("required")
                                    .asBoolean(false))
                    .as("%s needs a body", id)
                    .isFalse();
            return Optional.empty();
        }
        JsonNode body = JSON.valueToTree(members.get());
        assertThat(document.faults(content().getValue().path("schema"), body))
                .as("body of %s", id)
                .isEmpty();
        return Optional.of(body.toString());
    }

    private Map.Entry<String, JsonNode> content() {
        return document.resolved(node.path("requestBody")).path("content").properties().stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " has no body"));
    }

    /// Asserts that this is one of the answers to it.
    void assertDescribes(int status, Optional<String> type, String body) {
        document.assertDescribes(id, node, status, type, body);
    }
}
