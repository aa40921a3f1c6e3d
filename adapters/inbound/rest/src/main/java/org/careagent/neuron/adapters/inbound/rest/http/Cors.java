package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import java.util.Optional;
import java.util.Set;

/// Which pages of other origins may use the API in a browser (Fetch standard; REST API, "Access").
public final class Cors implements Filter {
    private static final String ANY = "*";
    private static final Header METHODS =
            HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST");
    private static final Header HEADERS =
            HeaderValues.create(
                    HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "X-API-Key, Content-Type");
    private static final Header SEEN =
            HeaderValues.create(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After, Allow");
    // A browser asks again after an hour.
    private static final Header HOUR =
            HeaderValues.create(HeaderNames.ACCESS_CONTROL_MAX_AGE, "3600");
    private static final Header VARY = HeaderValues.create(HeaderNames.VARY, "Origin");

    private final Set<String> allowed;

    /// @param allowed origins, or `*` for all
    public Cors(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        if (origin.isPresent() && !allowed.isEmpty()) {
            allow(origin.get(), response);
        }
        if (isPreflight(request, origin)) {
            response.header(METHODS)
                    .header(HEADERS)
                    .header(HOUR)
                    .status(Status.NO_CONTENT_204)
                    .send();
        } else {
            chain.proceed();
        }
    }

    private static boolean isPreflight(RoutingRequest request, Optional<String> origin) {
        return origin.isPresent()
                && request.prologue().method().equals(Method.OPTIONS)
                && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private void allow(String origin, RoutingResponse response) {
        if (allowed.contains(ANY)) {
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, ANY).header(SEEN);
            return;
        }
        response.header(VARY);
        if (allowed.contains(origin)) {
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin).header(SEEN);
        }
    }
}
