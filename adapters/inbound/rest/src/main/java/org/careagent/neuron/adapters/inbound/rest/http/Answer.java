package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a request is answered with.
///
/// @param body empty, if there is none; a text is sent as it is, without quotes
/// @param headers besides those that every answer has
public record Answer(Status status, Optional<JsonNode> body, List<Header> headers) {
    /// Keeps the headers as they are now.
    public Answer {
        headers = List.copyOf(headers);
    }

    /// What was asked for: 200.
    public static Answer ok(JsonNode body) {
        return of(Status.OK_200, body);
    }

    /// What was asked for, and is no JSON: 200.
    ///
    /// @param type its media type
    public static Answer text(String type, String text) {
        return ok(JsonNodeFactory.instance.stringNode(text))
                .with(HeaderValues.create(HeaderNames.CONTENT_TYPE, type));
    }

    /// Some other good news.
    public static Answer of(Status status, JsonNode body) {
        return new Answer(status, Optional.of(body), List.of());
    }

    /// Done, and nothing to say: 204.
    public static Answer done() {
        return new Answer(Status.NO_CONTENT_204, Optional.empty(), List.of());
    }

    /// Elsewhere, for good: 308.
    ///
    /// @param where it is, relative to the path that was asked for
    public static Answer movedTo(String where) {
        return new Answer(
                Status.PERMANENT_REDIRECT_308,
                Optional.empty(),
                List.of(HeaderValues.create(HeaderNames.LOCATION, where)));
    }

    /// No such thing: 404.
    public static Answer notFound() {
        return error(Status.NOT_FOUND_404, "Not found");
    }

    /// Not with this key: 403.
    public static Answer forbidden(String why) {
        return error(Status.FORBIDDEN_403, why);
    }

    /// The state forbids it: 409.
    public static Answer conflict(String why) {
        return error(Status.CONFLICT_409, why);
    }

    /// An error.
    ///
    /// @param text for whoever wrote the client; without a value from the request
    public static Answer error(Status status, String text) {
        return of(status, JsonNodeFactory.instance.objectNode().put("error", text));
    }

    /// All that is wrong: 400.
    static Answer faulty(List<Fault> faults) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", "The request is not as it has to be");
        ArrayNode details = body.putArray("details");
        for (Fault fault : faults) {
            details.addObject().put("path", fault.path()).put("message", fault.message());
        }
        return of(Status.BAD_REQUEST_400, body);
    }

    /// Not now: 429.
    ///
    /// @param wait after which it is worth trying again; rounded up to seconds, one at least
    static Answer tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
        return error(Status.TOO_MANY_REQUESTS_429, "Rate limit exceeded")
                .with(HeaderValues.create(HeaderNames.RETRY_AFTER, Long.toString(seconds)));
    }

    /// This answer with one header more.
    Answer with(Header header) {
        return new Answer(
                status, body, Stream.concat(headers.stream(), Stream.of(header)).toList());
    }
}
