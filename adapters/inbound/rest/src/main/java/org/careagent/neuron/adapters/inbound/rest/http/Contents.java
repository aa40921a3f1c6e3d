package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// The sending of JSON and of documents.
public final class Contents {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Header NOT_STORED =
            HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");
    // Kept, but asked for again each time: an update of the Neuron is seen at once.
    private static final Header ASK_AGAIN =
            HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-cache");
    private static final Header AS_IT_IS_CALLED =
            HeaderValues.create(HeaderNames.create("X-Content-Type-Options"), "nosniff");

    private Contents() {}

    /// Sends `answer`, which no cache is to keep.
    public static void send(Answer answer, ServerRequest request, ServerResponse response) {
        response.status(answer.status());
        answer.headers().forEach(response::header);
        response.header(NOT_STORED);
        answer.body().ifPresentOrElse(body -> send(body, request, response), response::send);
    }

    // An answer in JSON is an object; a text brings its own media type.
    private static void send(JsonNode body, ServerRequest request, ServerResponse response) {
        if (body.isString()) {
            sendContent(body.stringValue().getBytes(StandardCharsets.UTF_8), request, response);
        } else {
            send(JSON.writeValueAsBytes(body), request, response);
        }
    }

    /// Sends `document`, unless the other side has just that.
    public static void send(Document document, ServerRequest request, ServerResponse response) {
        document.headers().forEach(response::header);
        response.header(HeaderNames.ETAG, document.tag()).header(ASK_AGAIN).header(AS_IT_IS_CALLED);
        if (isKept(document.tag(), request)) {
            response.status(Status.NOT_MODIFIED_304).send();
        } else {
            response.header(HeaderNames.CONTENT_TYPE, document.type());
            sendContent(document.content().toArray(), request, response);
        }
    }

    // If-None-Match compares weakly, and may name several (RFC 9110, section 13.1.2).
    private static boolean isKept(String tag, ServerRequest request) {
        List<String> lines =
                request.headers().contains(HeaderNames.IF_NONE_MATCH)
                        ? request.headers().get(HeaderNames.IF_NONE_MATCH).allValues()
                        : List.of();
        return lines.stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .anyMatch(it -> it.equals("*") || it.equals(tag) || it.equals("W/" + tag));
    }

    /// Sends `content`, which is JSON; to HEAD only how long it is.
    public static void send(byte[] content, ServerRequest request, ServerResponse response) {
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        sendContent(content, request, response);
    }

    private static void sendContent(
            byte[] content, ServerRequest request, ServerResponse response) {
        if (request.prologue().method().equals(Method.HEAD)) {
            // Helidon would send the content, and a client would take it for the next answer.
            response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(content.length));
            response.send();
        } else {
            response.send(content);
        }
    }
}
