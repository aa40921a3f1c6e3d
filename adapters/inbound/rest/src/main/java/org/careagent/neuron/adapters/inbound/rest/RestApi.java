package org.careagent.neuron.adapters.inbound.rest;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.careagent.neuron.adapters.inbound.rest.http.Contents;
import org.careagent.neuron.adapters.inbound.rest.http.Document;
import org.careagent.neuron.adapters.inbound.rest.http.FrontDesk;
import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;
import org.careagent.neuron.adapters.inbound.rest.http.Route;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/// The REST API: the routes that need no key, the desk for those that do, and the shape of errors.
public final class RestApi implements HttpService {
    private static final System.Logger LOGGER = System.getLogger(RestApi.class.getName());
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<PublicRoute> open;
    private final FrontDesk desk;

    /// @param open what needs no key, each with a path of its own
    /// @param desk answers what needs a key
    public RestApi(List<PublicRoute> open, FrontDesk desk) {
        this.open = List.copyOf(open);
        this.desk = desk;
    }

    /// What needs no key.
    public List<PublicRoute> open() {
        return open;
    }

    /// What needs a key.
    public List<Route> closed() {
        return desk.routes();
    }

    /// Adds what holds for every route: errors have a body of their own, and nothing internal gets
    /// out.
    public static void handleErrors(HttpRouting.Builder routing) {
        routing.error(Exception.class, RestApi::fail);
        routing.any((request, response) ->
                send(request, response, Status.NOT_FOUND_404, error("Not found")));
    }

    @Override
    public void routing(HttpRules rules) {
        openly(open, rules);
        List.of("/v1", "/v1/*", "/observe", "/observe/*").forEach(path -> rules.any(path, desk));
    }

    /// Answers what needs no key.
    ///
    /// @param open each with a path of its own
    public static void openly(List<PublicRoute> open, HttpRules rules) {
        open.forEach(route -> {
            rules.get(route.path(), (request, response) -> answer(route, request, response));
            rules.head(route.path(), (request, response) -> answer(route, request, response));
            rules.any(route.path(), RestApi::refuseMethod);
        });
    }

    private static void answer(PublicRoute route, ServerRequest request, ServerResponse response) {
        switch (route) {
            case PublicRoute.Live(_, var answer) -> Contents.send(answer.get(), request, response);
            case PublicRoute.Fixed(_, Document document) ->
                    Contents.send(document, request, response);
        }
    }

    private static void refuseMethod(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.ALLOW, Method.GET.text() + ", " + Method.HEAD.text());
        send(request, response, Status.METHOD_NOT_ALLOWED_405, error("Method not allowed"));
    }

    // Helidon says by exception, too, that a request is at fault; that is no failure of ours.
    private static void fail(ServerRequest request, ServerResponse response, Exception e) {
        if (e instanceof HttpException refusal
                && refusal.status().family() == Status.Family.CLIENT_ERROR) {
            refuse(request, response, refusal);
            return;
        }
        LOGGER.log(System.Logger.Level.ERROR, "a request failed", e);
        send(request, response, Status.INTERNAL_SERVER_ERROR_500, error("Internal server error"));
    }

    private static void refuse(
            ServerRequest request, ServerResponse response, HttpException refusal) {
        refusal.headers().forEach(response::header);
        if (!refusal.keepAlive()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        send(request, response, refusal.status(), WireErrors.body(refusal.status()));
    }

    private static Map<String, Object> error(String text) {
        return Map.of("error", text);
    }

    private static void send(
            ServerRequest request,
            ServerResponse response,
            Status status,
            Map<String, Object> body) {
        response.status(status);
        Contents.send(JSON.writeValueAsBytes(body), request, response);
    }
}
