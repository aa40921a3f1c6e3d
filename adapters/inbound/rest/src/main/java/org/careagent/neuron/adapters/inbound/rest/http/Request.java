package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;

import java.util.Optional;

/// What of a request the gate looks at.
///
/// @param path as it came, percent-encoded, without parameters
/// @param key what it brings as an API key
/// @param address whom it counts for
record Request(String method, String path, Optional<String> key, String address) {
    private static final HeaderName API_KEY = HeaderNames.create("X-API-Key");
    private static final int LONGEST_TOLD = 256;

    static Request of(ServerRequest request, String address) {
        return new Request(
                request.prologue().method().text(),
                request.prologue().uriPath().rawPath(),
                request.headers().first(API_KEY).map(String::strip),
                address);
    }

    /// The method it is looked up by: HEAD asks for what GET does, but for the body.
    Method asked() {
        Method method = Method.create(method());
        return method.equals(Method.HEAD) ? Method.GET : method;
    }

    /// The path as the audit trail tells it.
    String pathToTell() {
        String seen = path.replaceAll("[^\\x21-\\x7e]", "?");
        return seen.length() > LONGEST_TOLD ? seen.substring(0, LONGEST_TOLD) : seen;
    }
}
