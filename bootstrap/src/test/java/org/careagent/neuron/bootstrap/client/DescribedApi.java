package org.careagent.neuron.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A client that knows of an API what its description says, and nothing else: where an operation
/// is, what goes into the path, the query and the body, and whether a key is needed. What the
/// description does not allow is not sent, and an answer that it does not describe is an error.
public final class DescribedApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI home;
    private final ApiDocument document;

    private DescribedApi(URI description) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(description).GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        document = new ApiDocument(answer.body());
        home = description.resolve(document.root().at("/servers/0/url").stringValue());
    }

    /// A client of the API whose description is at that address.
    public static DescribedApi at(URI description) {
        return new DescribedApi(description);
    }

    /// What came of a request.
    ///
    /// @param body missing where there was none, or none in JSON
    public record Answer(int status, JsonNode body) {
        /// The member `name` of the body, a string.
        public String text(String name) {
            return body.path(name).stringValue();
        }
    }

    /// Whoever has no key.
    public Caller stranger() {
        return new Caller(Optional.empty());
    }

    /// Whoever has that key.
    public Caller holderOf(String key) {
        return new Caller(Optional.of(key));
    }

    /// Somebody who asks.
    public final class Caller {
        private final Optional<String> key;

        private Caller(Optional<String> key) {
            this.key = key;
        }

        /// Asks for an operation without a body.
        ///
        /// @param parameters those of path and query alike, by name
        public Answer ask(String operationId, Map<String, ?> parameters) {
            return DescribedApi.this.ask(operationId, key, parameters, Optional.empty());
        }

        /// Asks for an operation with a body.
        ///
        /// @param parameters those of path and query alike, by name
        public Answer ask(String operationId, Map<String, ?> parameters, Map<String, ?> body) {
            return DescribedApi.this.ask(operationId, key, parameters, Optional.of(body));
        }
    }

    private Answer ask(
            String operationId,
            Optional<String> key,
            Map<String, ?> parameters,
            Optional<Map<String, ?>> body) {
        DescribedOperation operation = DescribedOperation.in(document, operationId);
        URI target = home.resolve(operation.target(parameters));
        HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(PATIENCE);
        operation.keyHeader().ifPresent(header -> request.header(header, key.orElseThrow()));
        body.ifPresent(_ -> request.header("Content-Type", operation.bodyType()));
        HttpResponse<String> answer =
                send(
                        request.method(
                                operation.method(),
                                operation
                                        .body(body)
                                        .map(BodyPublishers::ofString)
                                        .orElse(BodyPublishers.noBody())));
        Optional<String> type = answer.headers().firstValue("Content-Type");
        operation.assertDescribes(answer.statusCode(), type, answer.body());
        return new Answer(answer.statusCode(), json(type, answer.body()));
    }

    private static JsonNode json(Optional<String> type, String body) {
        return type.filter(it -> it.startsWith("application/json")).isPresent()
                ? JsonMapper.shared().readTree(body)
                : JsonMapper.shared().missingNode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
