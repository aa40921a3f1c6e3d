package org.careagent.neuron.adapters.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.inbound.rest.DeskFixture.FAILURES;
import static org.careagent.neuron.adapters.inbound.rest.DeskFixture.SHARE;
import static org.careagent.neuron.adapters.inbound.rest.DeskFixture.START;
import static org.careagent.neuron.adapters.inbound.rest.DeskFixture.idOf;
import static org.careagent.neuron.adapters.inbound.rest.DeskFixture.json;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.domain.access.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// REST API, "Access": what is looked at before a route is asked, and in which order.
final class FrontDeskTest {
    private static final String KEY = "X-API-Key";
    private static final String TYPE = "Content-Type";
    private static final String JSON_TYPE = "application/json";

    private final DeskFixture desk =
            new DeskFixture(Set.of("https://console.example"), DeskFixture.echoes());

    @AfterEach
    void stop() {
        desk.close();
    }

    private static void assertError(HttpResponse<String> answer, int status, String text) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue(TYPE)).contains(JSON_TYPE);
        assertThat(json(answer))
                .isEqualTo(JsonMapper.shared().createObjectNode().put("error", text));
    }

    @Nested
    class Keys {
        @Test
        void refusesWhoBringsNone() throws Exception {
            assertError(desk.get("/v1/things"), 401, "Missing API key");
            assertThat(desk.audited())
                    .containsExactly(new AuditEvent.AuthFailed("GET", "/v1/things", "missing"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"nrn_", "x", "nrn_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
        void refusesOneThatNobodyWasGiven(String key) throws Exception {
            assertError(desk.get("/v1/things", KEY, key), 401, "Invalid API key");
            assertThat(desk.audited())
                    .containsExactly(new AuditEvent.AuthFailed("GET", "/v1/things", "unknown"));
        }

        @Test
        void refusesOneFromTheMomentItIsRevoked() throws Exception {
            String key = desk.key(Scope.READ);
            assertThat(desk.get("/v1/things", KEY, key).statusCode()).isEqualTo(200);

            desk.revoke(idOf(1));

            assertError(desk.get("/v1/things", KEY, key), 401, "Invalid API key");
        }

        @Test
        void refusesOneFromTheMomentItExpires() throws Exception {
            String key = desk.key(Optional.empty(), Optional.of(START.plusSeconds(10)), Scope.READ);
            desk.clock.advance(Duration.ofMillis(9_999));
            assertThat(desk.get("/v1/things", KEY, key).statusCode()).isEqualTo(200);

            desk.clock.advance(Duration.ofMillis(1));

            assertError(desk.get("/v1/things", KEY, key), 401, "Invalid API key");
        }

        @Test
        void takesNoneFromTheQuery() throws Exception {
            String key = desk.key(Scope.ADMIN);
            assertThat(desk.get("/v1/things?X-API-Key=" + key).statusCode()).isEqualTo(401);
            assertThat(desk.audited().toList().toString()).doesNotContain(key);
        }

        @Test
        void tellsTheTrailOfEveryRequest() throws Exception {
            var _ = desk.get("/v1/things/of?x=y", KEY, desk.key(Scope.READ));

            assertThat(desk.audited())
                    .containsExactly(new AuditEvent.ApiRequested("GET", "/v1/things/of", idOf(1)));
        }

        @Test
        void areAskedForBeforeItIsToldWhatThereIs() throws Exception {
            assertThat(desk.get("/v1/nothing").statusCode()).isEqualTo(401);
            assertThat(desk.post("/v1/things", "no json").statusCode()).isEqualTo(401);
        }
    }

    @Nested
    class Failures {
        @Test
        void ofOneAddressAreLimitedAndThenOnlyCounted() throws Exception {
            for (int i = 0; i < FAILURES; i++) {
                assertThat(desk.get("/v1/things").statusCode()).isEqualTo(401);
            }
            desk.clock.advance(Duration.ofSeconds(20));

            HttpResponse<String> answer = desk.get("/v1/things", KEY, "nrn_x");

            assertError(answer, 429, "Rate limit exceeded");
            assertThat(answer.headers().firstValue("Retry-After")).contains("40");
            desk.clock.advance(Duration.ofSeconds(40));
            assertThat(desk.audited())
                    .hasSize(FAILURES + 1)
                    .contains(
                            new AuditEvent.AuthFailuresCoalesced(
                                    "127.0.0.1", 1, START.plusSeconds(20)));
            assertThat(desk.get("/v1/things").statusCode()).isEqualTo(401);
        }

        @Test
        void ofOneAddressLockOutNeitherGoodKeysNorOtherAddresses() throws Exception {
            String key = desk.key(Scope.READ);
            for (int i = 0; i < FAILURES + 2; i++) {
                var _ = desk.get("/v1/things");
            }

            assertThat(desk.get("/v1/things", KEY, key).statusCode()).isEqualTo(200);
            assertThat(desk.get("/v1/things", "X-Forwarded-For", "192.0.2.7").statusCode())
                    .isEqualTo(401);
        }
    }

    @Nested
    class Shares {
        @Test
        void areOneAKeyAndEndIn429() throws Exception {
            String key = desk.key(Scope.READ);
            String other = desk.key(Scope.READ);
            for (int i = 0; i < SHARE; i++) {
                assertThat(desk.get("/v1/things", KEY, key).statusCode()).isEqualTo(200);
            }

            HttpResponse<String> answer = desk.get("/v1/nothing", KEY, key);

            assertError(answer, 429, "Rate limit exceeded");
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 3600L);
            assertThat(desk.get("/v1/things", KEY, other).statusCode()).isEqualTo(200);
        }

        @Test
        void thatAreUsedUpAreToldOfOnceAMinute() throws Exception {
            String key = desk.key(Scope.READ);
            for (int i = 0; i < SHARE + 3; i++) {
                var _ = desk.get("/v1/things", KEY, key);
            }
            desk.clock.advance(Duration.ofMinutes(1));
            var _ = desk.get("/v1/things", KEY, key);

            assertThat(desk.audited().filter(AuditEvent.RateLimited.class::isInstance)).hasSize(2);
        }

        @Test
        void areNotSpentByPreflights() throws Exception {
            String key = desk.key(Scope.READ);
            for (int i = 0; i < 2 * SHARE; i++) {
                var _ =
                        desk.send(
                                "OPTIONS",
                                "/v1/things",
                                Optional.empty(),
                                "Origin",
                                "https://console.example",
                                "Access-Control-Request-Method",
                                "GET");
            }
            assertThat(desk.get("/v1/things", KEY, key).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class Routes {
        @ParameterizedTest
        @ValueSource(strings = {"/v1", "/v1/", "/v1/nothing", "/v1/things/", "/v1/things/a/b"})
        void thatAreNotThereAre404(String path) throws Exception {
            RawHttp answer =
                    RawHttp.exchange(
                            desk.port(),
                            "GET " + path + " HTTP/1.1",
                            "Host: localhost",
                            KEY + ": " + desk.key(Scope.READ));

            assertThat(answer.status()).isEqualTo(404);
        }

        @ParameterizedTest
        @CsvSource({
            "DELETE, /v1/things, 'GET, HEAD, OPTIONS, POST'",
            "PUT, /v1/things/a, 'GET, HEAD, OPTIONS'",
            "GET, /v1/broken, 'OPTIONS, POST'"
        })
        void sayWhichMethodsTheyKnow(String method, String path, String allowed) throws Exception {
            HttpResponse<String> answer =
                    desk.send(method, path, Optional.empty(), KEY, desk.key(Scope.READ));

            assertError(answer, 405, "Method not allowed");
            assertThat(answer.headers().firstValue("Allow")).contains(allowed);
        }

        @Test
        void answerOptionsWithWhatTheyKnow() throws Exception {
            HttpResponse<String> answer =
                    desk.send("OPTIONS", "/v1/things", Optional.empty(), KEY, desk.key(Scope.READ));

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, POST");
        }

        @Test
        void answerHeadAsGetButForTheBody() throws Exception {
            String key = desk.key(Scope.READ);
            HttpResponse<String> get = desk.get("/v1/things", KEY, key);
            HttpResponse<String> head = desk.send("HEAD", "/v1/things", Optional.empty(), KEY, key);

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("Content-Length"))
                    .isEqualTo(get.headers().firstValue("Content-Length"));
        }

        @Test
        void getTheirPlacesDecoded() throws Exception {
            HttpResponse<String> answer =
                    desk.get("/v1/things/a%2Fb%20c", KEY, desk.key(Scope.READ));

            assertThat(json(answer).path("name").stringValue()).isEqualTo("a/b c");
        }

        @Test
        void thatBreakSayNothingOfTheInside() throws Exception {
            HttpResponse<String> answer =
                    desk.post("/v1/broken", "", KEY, desk.key(Scope.PROVIDER));

            assertError(answer, 500, "Internal server error");
        }
    }

    @Nested
    class Scopes {
        @ParameterizedTest
        @CsvSource({
            "GET, /v1/things, READ, 200",
            "GET, /v1/things, PROVIDER, 403",
            "GET, /v1/things, ADMIN, 200",
            "POST, /v1/things, READ, 403",
            "POST, /v1/things, PROVIDER, 403",
            "POST, /v1/things, ADMIN, 415",
            "POST, /v1/broken, READ, 403"
        })
        void areNeededAndAdminIsEnoughForAll(String method, String path, Scope scope, int status)
                throws Exception {
            assertThat(desk.send(method, path, Optional.empty(), KEY, desk.key(scope)).statusCode())
                    .isEqualTo(status);
        }
    }

    @Nested
    class Bodies {
        private HttpResponse<String> post(String body, String type) throws Exception {
            return desk.post("/v1/things", body, KEY, desk.key(Scope.ADMIN), TYPE, type);
        }

        @ParameterizedTest
        @ValueSource(strings = {JSON_TYPE, "application/json; charset=utf-8", "Application/JSON"})
        void areTakenAsJson(String type) throws Exception {
            HttpResponse<String> answer = post("{\"name\":\"ann\",\"tags\":[\"a\"]}", type);

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(json(answer).path("tags").intValue()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "application/json; charset=utf-16"
                })
        void ofAnotherTypeAre415(String type) throws Exception {
            assertThat(post("{}", type).statusCode()).isEqualTo(415);
        }

        @Test
        void mayHave64KiB() throws Exception {
            String most = "{\"name\":\"a\",\"tags\":[\"a\"]";
            String fitting = most + " ".repeat(64 * 1024 - most.length() - 1) + "}";

            assertThat(post(fitting, JSON_TYPE).statusCode()).isEqualTo(201);
            assertThat(post(fitting + " ", JSON_TYPE).statusCode()).isEqualTo(413);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]", "null", "{\"a\":1,\"a\":2}", "{}{}"})
        void thatAreNoJsonObjectAre400(String body) throws Exception {
            HttpResponse<String> answer = post(body, JSON_TYPE);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).path("details").get(0).path("path").stringValue()).isEmpty();
        }

        @Test
        void areToldAllThatIsWrongAtOnce() throws Exception {
            HttpResponse<String> answer =
                    desk.post(
                            "/v1/things?size=10&colour=red",
                            "{\"name\":7,\"tags\":[\"a\",\"too long\"],\"more~/\":1}",
                            KEY,
                            desk.key(Scope.ADMIN),
                            TYPE,
                            JSON_TYPE);

            assertThat(answer.statusCode()).isEqualTo(400);
            List<String> paths =
                    json(answer).path("details").values().stream()
                            .map(fault -> fault.path("path").stringValue())
                            .toList();
            assertThat(paths)
                    .containsExactlyInAnyOrder("/name", "/tags/1", "/size", "/colour", "/more~0~1");
        }

        @Test
        void haveTheirFaultsToldAfterTheScopeIsLookedAt() throws Exception {
            HttpResponse<String> answer =
                    desk.post("/v1/things", "x".repeat(100_000), KEY, desk.key(Scope.READ));

            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @Nested
    class Origins {
        @Test
        void thatAreAllowedAreEchoed() throws Exception {
            HttpResponse<String> answer =
                    desk.get("/v1/things", "Origin", "https://console.example");

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://console.example");
            assertThat(answer.headers().firstValue("Vary")).contains("Origin");
        }

        @Test
        void thatAreNotAreNot() throws Exception {
            HttpResponse<String> answer = desk.get("/v1/things", "Origin", "https://evil.example");

            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
            assertThat(answer.headers().firstValue("Vary")).contains("Origin");
        }

        @Test
        void areAnsweredAPreflightWithoutAKey() throws Exception {
            HttpResponse<String> answer =
                    desk.send(
                            "OPTIONS",
                            "/v1/things",
                            Optional.empty(),
                            "Origin",
                            "https://console.example",
                            "Access-Control-Request-Method",
                            "POST");

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                    .contains("X-API-Key, Content-Type");
            assertThat(desk.audited()).isEmpty();
        }

        @Test
        void areAllAllowedByAStar() throws Exception {
            try (DeskFixture open = new DeskFixture(Set.of("*"), DeskFixture.echoes())) {
                HttpResponse<String> answer =
                        open.get("/v1/things", "Origin", "https://any.example");

                assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                        .contains("*");
                assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                        .isEmpty();
            }
        }
    }
}
