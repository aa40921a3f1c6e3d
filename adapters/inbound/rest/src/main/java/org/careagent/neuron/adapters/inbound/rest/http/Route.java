package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.http.Method;

import org.careagent.neuron.domain.access.Scope;

/// One thing that can be asked for.
///
/// @param method HEAD is asked for as GET
/// @param scope what a key must be good for; one with [Scope#ADMIN] is good for all
/// @param input what it takes besides parameters
/// @param handler answers; what it throws is answered with 500
/// @param open whether neighbours need no key for it, where that is configured (see [Neighbours])
public record Route(
        Method method, PathTemplate path, Scope scope, Input input, Handler handler, boolean open) {

    /// What comes with a request.
    public enum Input {
        /// Nothing: a body is not looked at.
        NONE,
        /// One JSON object.
        JSON
    }

    /// Answers.
    @FunctionalInterface
    public interface Handler {
        /// The answer to `call`.
        Answer answer(Call call);
    }

    /// A route that shows something.
    public static Route get(String path, Scope scope, Handler handler) {
        return new Route(Method.GET, new PathTemplate(path), scope, Input.NONE, handler, false);
    }

    /// A route that does something, and needs to be told nothing.
    public static Route post(String path, Scope scope, Handler handler) {
        return new Route(Method.POST, new PathTemplate(path), scope, Input.NONE, handler, false);
    }

    /// A route that does what its body says.
    public static Route postJson(String path, Scope scope, Handler handler) {
        return new Route(Method.POST, new PathTemplate(path), scope, Input.JSON, handler, false);
    }

    /// This route, open to neighbours too.
    public Route opened() {
        return new Route(method, path, scope, input, handler, true);
    }

    boolean isAskedBy(Request asked) {
        return method.equals(asked.asked()) && path.match(asked.path()).isPresent();
    }
}
