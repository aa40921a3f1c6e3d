package org.careagent.neuron.adapters.inbound.rest;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.Cors;
import org.careagent.neuron.adapters.inbound.rest.http.FrontDesk;
import org.careagent.neuron.adapters.inbound.rest.http.Gate;
import org.careagent.neuron.adapters.inbound.rest.http.Requesters;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.shared.connections.TrustedProxies;
import org.careagent.neuron.application.access.CheckApiKey;
import org.careagent.neuron.application.access.KeyUse;
import org.careagent.neuron.application.flood.Floods;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeApiKeySource;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.ManualTimers;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.ApiKeySecret;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.Npi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The API as it is served: a real server, on a port of its own, over fake books.
final class DeskFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    static final int SHARE = 8;
    static final int FAILURES = 3;

    final FakeBooks books = new FakeBooks();
    final ManualClock clock = new ManualClock(START);
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server;
    private int keys;

    /// @param origins of pages that may use it
    DeskFixture(Set<String> origins, List<Route> routes) {
        this(origins, (_, _) -> routes);
    }

    /// @param routesOver the routes over these books, at that time
    DeskFixture(Set<String> origins, BiFunction<FakeBooks, ManualClock, List<Route>> routesOver) {
        this(origins, routesOver, _ -> false);
    }

    /// @param neighbours tells who needs no key
    DeskFixture(
            Set<String> origins,
            BiFunction<FakeBooks, ManualClock, List<Route>> routesOver,
            Predicate<ServerRequest> neighbours) {
        FrontDesk desk = desk(books, clock, routesOver.apply(books, clock), neighbours);
        server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .shutdownHook(false)
                        .directHandlers(WireErrors.handlers())
                        .routing(routing -> {
                            routing.addFilter(new Cors(origins));
                            routing.register(new RestApi(List.of(), desk));
                            RestApi.handleErrors(routing);
                        })
                        .build()
                        .start();
    }

    /// A desk at which there is nothing to be had.
    static FrontDesk closedDesk(InstantSource clock) {
        return desk(new FakeBooks(), new ManualClock(clock.instant()), List.of(), _ -> false);
    }

    private static FrontDesk desk(
            FakeBooks books,
            ManualClock clock,
            List<Route> routes,
            Predicate<ServerRequest> neighbours) {
        TrustedProxies proxies = TrustedProxies.of(List.of("127.0.0.1"));
        return new FrontDesk(
                Gate.of(
                        new CheckApiKey(
                                books.storage.apiKeys(),
                                new KeyUse(books.storage.apiKeys(), new ManualTimers(clock), clock),
                                clock),
                        new Gate.Share(SHARE, Duration.ofHours(1)),
                        new Floods(
                                FAILURES,
                                AuditEvent.AuthFailuresCoalesced::new,
                                books.journal,
                                new ManualTimers(clock),
                                clock),
                        books.journal,
                        clock),
                request -> Requesters.of(request, proxies),
                routes,
                neighbours);
    }

    /// Routes that do nothing but be there.
    static List<Route> echoes() {
        return List.of(
                Route.get("/v1/things", Scope.READ, call -> call.unlessFaulty(DeskFixture::fine)),
                Route.get(
                        "/v1/things/{name}",
                        Scope.READ,
                        call ->
                                Answer.ok(
                                        JsonNodeFactory.instance
                                                .objectNode()
                                                .put("name", call.place("name")))),
                Route.postJson(
                        "/v1/things",
                        Scope.ADMIN,
                        call -> {
                            Optional<String> name =
                                    call.body().required("name", "must be short", DeskFixture::few);
                            Optional<List<String>> tags =
                                    call.body().texts("tags", 2, "must be short", DeskFixture::few);
                            var _ = call.parameters().number("size", 1, 9);
                            return call.unlessFaulty(() ->
                                    Answer.of(
                                            Status.CREATED_201,
                                            JsonNodeFactory.instance
                                                    .objectNode()
                                                    .put("name", name.orElseThrow())
                                                    .put("tags", tags.orElseThrow().size())));
                        }),
                Route.post(
                        "/v1/broken",
                        Scope.PROVIDER,
                        _ -> {
                            throw new IllegalStateException("zq7-internal");
                        }));
    }

    private static Answer fine() {
        return Answer.ok(JsonNodeFactory.instance.objectNode().put("fine", true));
    }

    private static Optional<String> few(String text) {
        return Optional.of(text).filter(it -> it.length() < 5);
    }

    /// A key of these scopes, as its user sends it.
    String key(Scope... scopes) {
        return key(Optional.empty(), Optional.empty(), scopes);
    }

    /// @param npi for which provider
    /// @param expiresAt from when on it is good for nothing
    String key(Optional<Npi> npi, Optional<Instant> expiresAt, Scope... scopes) {
        ApiKeySecret secret = FakeApiKeySource.key(++keys);
        ApiKey key =
                new ApiKey(
                        idOf(keys),
                        "key " + keys,
                        Set.of(scopes),
                        npi,
                        START,
                        expiresAt,
                        Optional.empty());
        var _ = books.journal.commit(new Write.AddApiKey(key, secret.hash()), List.of());
        return secret.reveal();
    }

    /// The id of the key that was made as the `number`th.
    static ApiKeyId idOf(int number) {
        return new ApiKeyId(new UUID(0, number));
    }

    void revoke(ApiKeyId id) {
        var _ = books.journal.commit(new Write.RevokeApiKey(id, clock.instant()), List.of());
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, Optional.empty(), headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send("POST", path, Optional.of(body), headers);
    }

    /// @param headers names and values by turns
    HttpResponse<String> send(String method, String path, Optional<String> body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .method(
                                method,
                                body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    /// What is in the audit trail, by the names of the events.
    Stream<AuditEvent> audited() {
        return books.audit.events().stream();
    }

    @Override
    public void close() {
        var _ = server.stop();
        client.close();
    }
}
