package org.careagent.neuron.adapters.inbound.rest;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/// The answers to requests that are refused before a route sees them: what is no HTTP, or too
/// large. They have the same body as every other error, and say nothing of the request.
public final class WireErrors {
    private static final JsonMapper JSON = JsonMapper.shared();

    private WireErrors() {}

    /// For the server's configuration.
    public static DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, WireErrors::answer);
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse answer(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status preset,
            ServerResponseHeaders headers,
            String message) {
        Status status = isUnreadable(request, type) ? Status.BAD_REQUEST_400 : preset;
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .entity(content(request, status))
                .build();
    }

    private static byte[] content(DirectHandler.TransportRequest request, Status status) {
        return request.method().equals("HEAD") ? new byte[0] : JSON.writeValueAsBytes(body(status));
    }

    // A method that is no token is an internal error to Helidon; then it has no request yet.
    private static boolean isUnreadable(
            DirectHandler.TransportRequest request, DirectHandler.EventType type) {
        return type == DirectHandler.EventType.INTERNAL_ERROR && request.method().isEmpty();
    }

    /// What is said of an error: as much as its status says.
    static Map<String, Object> body(Status status) {
        boolean unforeseen = status.code() == Status.INTERNAL_SERVER_ERROR_500.code();
        return Map.of("error", unforeseen ? "Internal server error" : reason(status));
    }

    private static String reason(Status status) {
        return status.reasonPhrase().isEmpty() ? "Request refused" : status.reasonPhrase();
    }
}
