package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.careagent.neuron.adapters.shared.json.JsonReading;
import org.careagent.neuron.adapters.shared.json.StrictJson;
import org.careagent.neuron.domain.access.ApiKey;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/// All routes that need a key. Whatever is asked for, it is looked at in the order of the
/// specification: the key (401), its share (429), what is asked for (404, 405), whether the key is
/// good for that (403), the body (413, 415), and all that is wrong with what was said (400).
public final class FrontDesk implements Handler {
    /// How long a body may be, in bytes.
    public static final int LONGEST_BODY = 64 * 1024;

    private final Gate gate;
    private final Function<ServerRequest, String> addresses;
    private final List<Route> routes;
    private final Predicate<ServerRequest> neighbours;

    /// A desk where everybody needs a key.
    ///
    /// @param gate tells who comes in
    /// @param addresses tells whom a request counts for
    /// @param routes what can be asked for
    public FrontDesk(Gate gate, Function<ServerRequest, String> addresses, List<Route> routes) {
        this(gate, addresses, routes, _ -> false);
    }

    /// @param neighbours tells whose requests need no key for routes that are open
    public FrontDesk(
            Gate gate,
            Function<ServerRequest, String> addresses,
            List<Route> routes,
            Predicate<ServerRequest> neighbours) {
        this.gate = gate;
        this.addresses = addresses;
        this.routes = List.copyOf(routes);
        this.neighbours = neighbours;
    }

    /// What can be asked for.
    public List<Route> routes() {
        return routes;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Request asked = Request.of(request, addresses.apply(request));
        Answer answer =
                switch (decide(request, asked)) {
                    case Gate.Decision.Refused(Answer refusal) -> refusal;
                    case Gate.Decision.Admitted(ApiKey caller) -> answer(request, asked, caller);
                };
        Contents.send(answer, request, response);
    }

    // A key that is there is looked at: whoever has a bad one is told so.
    private Gate.Decision decide(ServerRequest request, Request asked) {
        boolean needsNoKey =
                asked.key().isEmpty()
                        && routes.stream().anyMatch(it -> it.open() && it.isAskedBy(asked))
                        && neighbours.test(request);
        return needsNoKey ? gate.admitWithoutKey(asked) : gate.decide(asked);
    }

    private Answer answer(ServerRequest request, Request asked, ApiKey caller) {
        List<Route> here =
                routes.stream().filter(it -> it.path().match(asked.path()).isPresent()).toList();
        if (here.isEmpty()) {
            return Answer.notFound();
        }
        return here.stream()
                .filter(route -> route.method().equals(asked.asked()))
                .findFirst()
                .map(route -> answer(route, request, asked, caller))
                .orElseGet(() -> otherMethod(asked, here));
    }

    private static Answer otherMethod(Request asked, List<Route> here) {
        Answer answer =
                asked.asked().equals(Method.OPTIONS)
                        ? Answer.done()
                        : Answer.error(Status.METHOD_NOT_ALLOWED_405, "Method not allowed");
        return answer.with(HeaderValues.create(HeaderNames.ALLOW, allowed(here)));
    }

    private static String allowed(List<Route> here) {
        TreeSet<String> methods = new TreeSet<>();
        here.forEach(route -> methods.add(route.method().text()));
        if (methods.contains(Method.GET.text())) {
            methods.add(Method.HEAD.text());
        }
        methods.add(Method.OPTIONS.text());
        return String.join(", ", methods);
    }

    private static Answer answer(Route route, ServerRequest request, Request asked, ApiKey caller) {
        if (!caller.permits(route.scope())) {
            return Answer.forbidden("The API key lacks the scope for this");
        }
        return switch (route.input()) {
            case NONE ->
                    answer(route, request, asked, caller, JsonNodeFactory.instance.objectNode());
            case JSON -> read(request, body -> answer(route, request, asked, caller, body));
        };
    }

    private static Answer answer(
            Route route, ServerRequest request, Request asked, ApiKey caller, ObjectNode body) {
        Faults faults = new Faults();
        Call call =
                new Call(
                        caller,
                        route.path().match(asked.path()).orElseThrow(),
                        new Parameters(parameters(request.query()), faults),
                        new Members(body, "", faults),
                        faults);
        return route.handler().answer(call);
    }

    private static Map<String, List<String>> parameters(UriQuery query) {
        Map<String, List<String>> parameters = new HashMap<>();
        query.names().forEach(name -> parameters.put(name, query.all(name)));
        return parameters;
    }

    private static Answer read(ServerRequest request, Function<ObjectNode, Answer> then) {
        Optional<byte[]> content = content(request);
        if (content.isEmpty()) {
            return Answer.error(
                    Status.REQUEST_ENTITY_TOO_LARGE_413, "A body may have 64 KiB at most");
        }
        if (!isJson(request)) {
            return Answer.error(
                    Status.UNSUPPORTED_MEDIA_TYPE_415,
                    "The body must be JSON, and its Content-Type application/json");
        }
        return switch (StrictJson.read(content.get())) {
            case JsonReading.Refused(var why) ->
                    Answer.faulty(
                            List.of(new Fault("", "must be one JSON object, but " + why.words())));
            case JsonReading.Parsed(ObjectNode object) -> then.apply(object);
        };
    }

    private static boolean isJson(ServerRequest request) {
        return request.headers()
                .contentType()
                .filter(type ->
                        type.mediaType()
                                .text()
                                .equalsIgnoreCase(MediaTypes.APPLICATION_JSON.text()))
                .filter(type -> type.charset().map("utf-8"::equalsIgnoreCase).orElse(true))
                .isPresent();
    }

    // Empty if it is too long. Not a byte more is kept than may be there.
    private static Optional<byte[]> content(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return Optional.of(new byte[0]);
        }
        try (InputStream stream = request.content().inputStream()) {
            byte[] content = stream.readNBytes(LONGEST_BODY + 1);
            return Optional.of(content).filter(bytes -> bytes.length <= LONGEST_BODY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
