package org.careagent.neuron.adapters.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.BadRequestException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;

import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;
import org.careagent.neuron.adapters.inbound.rest.routes.DescriptionRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.HealthRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.NeuronKeyRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.PageRoutes;
import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The routes as they are served: a real server, on a port of its own.
final class RestApiTest {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00.123456789Z");
    private static final String SECRET = "zq7-internal";

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicBoolean storageWrites = new AtomicBoolean(true);
    private final AtomicBoolean auditWrites = new AtomicBoolean(true);
    private final AtomicBoolean draining = new AtomicBoolean();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server =
            WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .shutdownHook(false)
                    .maxPayloadSize(10)
                    .directHandlers(WireErrors.handlers())
                    .routing(this::route)
                    .build();

    private void route(HttpRouting.Builder routing) {
        routing.register(new RestApi(open(), DeskFixture.closedDesk(now::get)));
        routing.post(
                "/echo",
                (request, response) -> {
                    response.send(request.content().as(String.class));
                });
        routing.get(
                "/broken",
                (_, _) -> {
                    throw new IllegalStateException(SECRET);
                });
        routing.get(
                "/broken/checked",
                (_, _) -> {
                    throw new IOException(SECRET);
                });
        routing.get(
                "/broken/upstream",
                (_, _) -> {
                    throw new HttpException(SECRET, Status.BAD_GATEWAY_502);
                });
        routing.get(
                "/refused",
                (request, _) -> {
                    int status =
                            request.query().first("status").map(Integer::parseInt).orElseThrow();
                    throw new HttpException(SECRET, Status.create(status));
                });
        routing.get(
                "/refused/request",
                (_, _) -> {
                    throw RequestException.builder()
                            .type(DirectHandler.EventType.BAD_REQUEST)
                            .message(SECRET)
                            .build();
                });
        routing.get(
                "/refused/subclass",
                (_, _) -> {
                    throw new BadRequestException(SECRET);
                });
        RestApi.handleErrors(routing);
    }

    private List<PublicRoute> open() {
        return Stream.of(
                        new HealthRoutes(
                                        now::get,
                                        List.of(storageWrites::get, auditWrites::get),
                                        draining::get)
                                .routes(),
                        new DescriptionRoutes("1.2.3", "/ws/elsewhere").routes(),
                        new PageRoutes().routes(),
                        new NeuronKeyRoutes(Bytes.of(new byte[32]), "neuron+01234567+AQID")
                                .routes())
                .flatMap(List::stream)
                .toList();
    }

    @BeforeEach
    void start() {
        var _ = server.start();
    }

    @AfterEach
    void stop() {
        var _ = server.stop();
        client.close();
    }

    @Nested
    class Health {
        @Test
        void isOkWhileAllThatIsNeededCanWrite() throws Exception {
            now.set(START.plusSeconds(90));

            HttpResponse<String> answer = send("GET", "/health");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(contentType(answer)).startsWith("application/json");
            assertThat(json(answer))
                    .isEqualTo(
                            JsonMapper.shared()
                                    .readTree(
                                            """
                                            {"status":"ok","timestamp":"2026-11-22T09:01:30.123Z",\
                                            "uptime_seconds":90}
                                            """));
        }

        @ParameterizedTest(name = "storage {0}, audit {1}")
        @CsvSource({"false, true", "true, false", "false, false"})
        void isUnavailableWhenAnythingNeededCannotWrite(boolean storage, boolean audit)
                throws Exception {
            storageWrites.set(storage);
            auditWrites.set(audit);

            HttpResponse<String> answer = send("GET", "/health");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).path("status").stringValue()).isEqualTo("unavailable");
        }

        @Test
        void isOkAgainOnceItCanBeWrittenAgain() throws Exception {
            auditWrites.set(false);
            assertThat(send("GET", "/health").statusCode()).isEqualTo(503);
            auditWrites.set(true);
            assertThat(send("GET", "/health").statusCode()).isEqualTo(200);
        }

        @Test
        void isToldWithoutABodyToo() throws Exception {
            assertThat(RawHttp.exchange(server.port(), "HEAD /health HTTP/1.1", "Host: neuron"))
                    .satisfies(answer -> assertThat(answer.status()).isEqualTo(200))
                    .satisfies(answer -> assertThat(answer.body()).isEmpty());
            auditWrites.set(false);
            assertThat(RawHttp.exchange(server.port(), "HEAD /health HTTP/1.1", "Host: neuron"))
                    .satisfies(answer -> assertThat(answer.status()).isEqualTo(503))
                    .satisfies(answer -> assertThat(answer.body()).isEmpty());
        }

        @Test
        void isNotKeptByCaches() throws Exception {
            assertThat(send("GET", "/health").headers().firstValue("Cache-Control"))
                    .hasValue("no-store");
        }

        @Test
        void isNotReadyWhileItDrainsButLivesAndIsWell() throws Exception {
            assertThat(send("GET", "/health/ready").statusCode()).isEqualTo(200);

            draining.set(true);

            HttpResponse<String> answer = send("GET", "/health/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).path("status").stringValue()).isEqualTo("draining");
            assertThat(send("GET", "/health").statusCode()).isEqualTo(200);
            assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
        }

        @Test
        void isNotReadyWhenAnythingNeededCannotWriteButLives() throws Exception {
            storageWrites.set(false);

            HttpResponse<String> answer = send("GET", "/health/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).path("status").stringValue()).isEqualTo("unavailable");
            assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class WhatEverybodyMayRead {
        private static final String[] PATHS = {
            "/health",
            "/health/live",
            "/health/ready",
            "/openapi.json",
            "/asyncapi.json",
            "/docs",
            "/docs/initializer.js",
            "/docs/swagger-ui.css",
            "/.well-known/neuron-key"
        };

        static Stream<Arguments> otherMethods() {
            return Stream.of(PATHS)
                    .flatMap(path ->
                            Stream.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")
                                    .map(method -> Arguments.of(method, path)));
        }

        @ParameterizedTest
        @MethodSource("otherMethods")
        void isOnlyRead(String method, String path) throws Exception {
            HttpResponse<String> answer = send(method, path);

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().allValues("Allow")).containsExactly("GET, HEAD");
            assertThatItSays(answer, "Method not allowed");
        }

        @ParameterizedTest
        @FieldSource("PATHS")
        void isAskedForWithoutABodyToo(String path) throws Exception {
            HttpResponse<String> whole = send("GET", path);
            RawHttp answer =
                    RawHttp.exchange(server.port(), "HEAD " + path + " HTTP/1.1", "Host: neuron");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.head())
                    .containsIgnoringCase("Content-Length: " + whole.body().getBytes(UTF_8).length);
        }
    }

    @Nested
    class Description {
        @Test
        void isOfThisVersionOfTheProgram() throws Exception {
            HttpResponse<String> answer = send("GET", "/openapi.json");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(contentType(answer)).isEqualTo("application/json");
            assertThat(json(answer).path("openapi").stringValue()).isEqualTo("3.1.1");
            assertThat(json(answer).path("info").path("version").stringValue()).isEqualTo("1.2.3");
        }

        @Test
        void isNotSentTwiceToWhoeverHasIt() throws Exception {
            String tag = send("GET", "/openapi.json").headers().firstValue("ETag").orElseThrow();

            for (String kept : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
                HttpResponse<String> answer = sendWith("If-None-Match", kept, "/openapi.json");
                assertThat(answer.statusCode()).as(kept).isEqualTo(304);
                assertThat(answer.body()).isEmpty();
                assertThat(answer.headers().firstValue("ETag")).contains(tag);
            }
            assertThat(sendWith("If-None-Match", "\"other\"", "/openapi.json").statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    class Page {
        @Test
        void isFoundWithASlashBehindItToo() throws Exception {
            HttpResponse<String> answer = send("GET", "/docs/");

            assertThat(answer.statusCode()).isEqualTo(308);
            assertThat(answer.headers().firstValue("Location")).contains("../docs");
        }

        @ParameterizedTest
        @CsvSource({
            "/docs, text/html; charset=utf-8",
            "/docs/initializer.js, text/javascript; charset=utf-8",
            "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8",
            "/docs/swagger-ui.css, text/css; charset=utf-8",
            "/docs/favicon-32x32.png, image/png"
        })
        void isServedWithAPolicyThatLetsNothingIn(String path, String type) throws Exception {
            HttpResponse<String> answer = send("GET", path);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(contentType(answer)).isEqualTo(type);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("ETag")).isPresent();
            String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertThat(policy)
                    .startsWith("default-src 'none'; script-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http:", "https:", "*");
        }

        @Test
        void namesOnlyWhatIsServedAndHasNoScriptOfItsOwn() throws Exception {
            String page = send("GET", "/docs").body();

            List<String> named =
                    Pattern.compile("(?:src|href)=\"([^\"]*)\"")
                            .matcher(page)
                            .results()
                            .map(it -> it.group(1))
                            .toList();
            assertThat(named).hasSize(5);
            for (String path : named) {
                assertThat(send("GET", "/" + path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(page).doesNotContain("<style", "style=", "onload", "http");
            assertThat(page.replaceAll("<script src=\"[^\"]*\" defer></script>", ""))
                    .doesNotContain("<script");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/docs/index.html",
                    "/docs/swagger-ui.js",
                    "/docs/swagger-initializer.js",
                    "/docs/%2e%2e/openapi.json",
                    "/docs/..%2fopenapi.json",
                    "/docs/%2e%2e%2f%2e%2e%2fRestApi.class",
                    "/docs/swagger-ui.css/"
                })
        void hasNoOtherFiles(String path) throws Exception {
            RawHttp answer =
                    RawHttp.exchange(server.port(), "GET " + path + " HTTP/1.1", "Host: neuron");

            assertThat(answer.status()).as(answer.head()).isIn(400, 404);
        }
    }

    @Nested
    class Key {
        @Test
        void isToldInBothForms() throws Exception {
            assertThat(json(send("GET", "/.well-known/neuron-key")))
                    .isEqualTo(
                            JsonMapper.shared()
                                    .readTree(
                                            """
                                            {"jwk":{"kty":"OKP","crv":"Ed25519","use":"sig",
                                             "x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
                                             "verifier_key":"neuron+01234567+AQID"}
                                            """));
        }
    }

    @Nested
    class WhatIsNotThere {
        @ParameterizedTest
        @CsvSource({"GET, /", "GET, /nothing", "POST, /nothing/at/all", "GET, /health/more"})
        void isNotFound(String method, String path) throws Exception {
            HttpResponse<String> answer = send(method, path);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThatItSays(answer, "Not found");
        }

        @Test
        void isNotFoundWithoutABodyToo() throws Exception {
            RawHttp answer = RawHttp.exchange(server.port(), "HEAD /no HTTP/1.1", "Host: neuron");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Nested
    class WhatFailsInside {
        @ParameterizedTest
        @ValueSource(strings = {"/broken", "/broken/checked", "/broken/upstream"})
        void saysNothingOfIt(String path) throws Exception {
            HttpResponse<String> answer = send("GET", path);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"error\":\"Internal server error\"}");
            assertThat(answer.headers().map().toString()).doesNotContain(SECRET);
        }
    }

    @Nested
    class WhatIsRefused {
        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "/refused?status=400, 400, Bad Request",
            "/refused?status=401, 401, Unauthorized",
            "/refused?status=413, 413, Request Entity Too Large",
            "/refused?status=415, 415, Unsupported Media Type",
            "/refused/request, 400, Bad Request",
            "/refused/subclass, 400, Bad Request"
        })
        void keepsItsStatusAndSaysNoMore(String path, int status, String text) throws Exception {
            HttpResponse<String> answer = send("GET", path);

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThatItSays(answer, text);
        }

        @Test
        void isABodyThatIsTooLarge() throws Exception {
            HttpResponse<String> answer =
                    client.send(
                            request("/echo").POST(BodyPublishers.ofString("x".repeat(11))).build(),
                            BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThatItSays(answer, "Request Entity Too Large");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /%zz HTTP/1.1",
                    "GET /health%zz HTTP/1.1",
                    "GET /health?%zz HTTP/1.1",
                    "GET /health?zq7=%zz HTTP/1.1",
                    "GET /% HTTP/1.1",
                    "GET /%ff HTTP/1.1",
                    "GET /zq7<script> HTTP/1.1",
                    "GET /zq7\u0000 HTTP/1.1",
                    "GET zq7 HTTP/1.1",
                    "GET /health",
                    "zq7",
                    "GET /health HTTP/9.9",
                    "GET /../../etc/passwd HTTP/1.1",
                    "G@T /health HTTP/1.1"
                })
        void isARequestLineThatIsNone(String requestLine) throws Exception {
            assertRefused(RawHttp.exchange(server.port(), requestLine, "Host: neuron"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "no colon zq7",
                    "Bad Name: zq7",
                    "Content-Length: zq7",
                    "Content-Length: -1",
                    "Content-Length: 99999999999999999999"
                })
        void isAHeaderThatIsNone(String header) throws Exception {
            assertRefused(
                    RawHttp.exchange(server.port(), "POST /echo HTTP/1.1", "Host: neuron", header));
        }

        private static void assertRefused(RawHttp answer) {
            assertThat(answer.status()).describedAs("%s", answer).isBetween(400, 499);
            assertThat(answer.head()).containsIgnoringCase("Content-Type: application/json");
            assertThat(answer.body()).matches("\\{\"error\":\"[A-Z][A-Za-z ]+\"}");
            assertThat(answer.head() + answer.body()).doesNotContain("zq7", "Exception", "\tat ");
        }
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(
                request(path).method(method, BodyPublishers.noBody()).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> sendWith(String header, String value, String path)
            throws Exception {
        return client.send(request(path).header(header, value).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private static void assertThatItSays(HttpResponse<String> answer, String error) {
        assertThat(contentType(answer)).startsWith("application/json");
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    }

    private static String contentType(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
