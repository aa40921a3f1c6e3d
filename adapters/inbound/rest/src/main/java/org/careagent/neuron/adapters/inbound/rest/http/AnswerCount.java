package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Tells of every answer to which route it was, with what status, and how long it took. Strangers
/// choose paths and methods, so what is no route of ours is `other`.
public final class AnswerCount implements Filter {
    private static final String OTHER = "other";
    private static final Set<Method> METHODS =
            Set.of(
                    Method.GET,
                    Method.HEAD,
                    Method.POST,
                    Method.PUT,
                    Method.PATCH,
                    Method.DELETE,
                    Method.OPTIONS);

    private final List<PathTemplate> routes;
    private final Witness witness;

    /// Is told of answers.
    @FunctionalInterface
    public interface Witness {
        /// An answer was sent.
        ///
        /// @param route the template of its path, or `other`
        /// @param method as HTTP spells it, or `other`
        void answered(String route, String method, int status, Duration took);
    }

    /// @param routes the templates of all paths that there are
    public AnswerCount(List<String> routes, Witness witness) {
        this.routes = routes.stream().distinct().map(PathTemplate::new).toList();
        this.witness = witness;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long begun = System.nanoTime();
        response.whenSent(() -> tell(request, response, begun));
        chain.proceed();
    }

    private void tell(RoutingRequest request, RoutingResponse response, long begun) {
        witness.answered(
                route(request.prologue().uriPath().rawPath()),
                method(request.prologue().method()),
                response.status().code(),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private String route(String path) {
        return routes.stream()
                .filter(route -> route.match(path).isPresent())
                .map(PathTemplate::text)
                .findFirst()
                .orElse(OTHER);
    }

    private static String method(Method method) {
        return METHODS.contains(method) ? method.text() : OTHER;
    }
}
