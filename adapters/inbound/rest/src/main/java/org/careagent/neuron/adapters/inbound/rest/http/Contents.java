package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// The sending of JSON.
public final class Contents {
    private Contents() {}

    /// Sends `content`; to HEAD only how long it is.
    public static void send(byte[] content, ServerRequest request, ServerResponse response) {
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        if (request.prologue().method().equals(Method.HEAD)) {
            // Helidon would send the content, and a client would take it for the next answer.
            response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(content.length));
            response.send();
        } else {
            response.send(content);
        }
    }
}
